import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { launches, servers } from "../../src/servers";
import type { Operation } from "../../src/types";

// Written by EvidenceTest of the function: a drill in which db-01 fails twice, so that the other waves are left out.
const drill = (): Operation =>
  JSON.parse(readFileSync(new URL("../../../lambda/src/test/resources/console/drill.json", import.meta.url), "utf8"));

test("each server is told with its state, its health and its time", () => {
  const op = drill();
  expect(launches(op)).toBe(true);
  const waves = servers(op);
  expect(waves.map((wave) => [wave.name, wave.verdict, wave.servers.length])).toEqual([
    ["db", "stopped", 4],
    ["app", "", 4],
    ["web", "", 4],
  ]);
  const [failed, well] = waves[0]?.servers ?? [];
  expect(failed).toMatchObject({ host: "db-01", state: "failed", attempts: 2, rto: undefined });
  expect(failed?.failed).toContain("InsufficientInstanceCapacity");
  expect(well).toMatchObject({ host: "db-02", state: "terminated", attempts: 1, failed: "" });
  expect(well?.rto).toBeGreaterThan(600);
  expect(well?.within).toBeLessThan(60);
  expect(waves[1]?.servers[0]).toMatchObject({ host: "app-01", state: "waiting", attempts: 0 });
});

test("before the clean-up they are well, and while they are launched each by itself", () => {
  const op = drill();
  op.steps = op.steps.filter((step) => step.planned.action !== "terminate_drill");
  expect(servers(op)[0]?.servers.map((one) => one.state)).toEqual(["failed", "well", "well", "well"]);

  const awaiting = op.steps.findIndex((step) => step.planned.action === "await_launch");
  op.steps = op.steps.slice(0, awaiting + 1);
  const step = op.steps[awaiting] as unknown as { state: string; memo: Record<string, unknown>; result?: unknown };
  const ids = servers(op)[0]?.servers.map((one) => one.id) ?? [];
  step.state = "waiting";
  delete step.result;
  step.memo = {
    seen: { [ids[1] ?? ""]: "2026-03-04T10:12:00Z", [ids[2] ?? ""]: "2026-03-04T10:12:00Z" },
    well: { [ids[1] ?? ""]: { healthy_at: "2026-03-04T10:15:00Z", healthy_after: "2026-03-04T10:14:30Z" } },
  };
  const now = servers(op)[0]?.servers ?? [];
  expect(now.map((one) => one.state)).toEqual(["launching", "well", "launched", "launching"]);
  expect(now[1]).toMatchObject({ rto: 900, within: 30 });
});

test("other operations have no servers", () => {
  expect(launches({ ...drill(), type: "drs_termination" })).toBe(false);
});
