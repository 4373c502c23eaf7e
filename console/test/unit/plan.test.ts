import { expect, test } from "vitest";
import { planned, sorted } from "../../src/plan";
import { nextPause } from "../../src/poll";

test("a plan is sorted as scripts/start sorts it, and no line is lost", () => {
  const lines = [
    "1. Preflight (looks only; about 20 s)",
    "2. Change a-2 to db.r6g.xlarge (ModifyDBInstance a-2 (now db.r6g.large) ApplyImmediately; about 10 min) [asks first: pause_before names this step]",
    "CHECKED 80 things before the first change: a, b",
    "REFUSE busy: it is → wait",
    "ASK load: it is → look",
    "WARN zone: it moves → set failback",
    "COST the operation itself about 0.003 USD",
    "NOTE Write interruptions: 1",
    "NOTE INTERRUPTION, once: from the fence on",
    "NOTE a-2: db.r6g.large → db.r6g.xlarge (writer)",
    "something new",
  ];
  const plan = sorted(lines);
  expect(plan.steps).toEqual([
    { name: "Preflight", detail: "looks only; about 20 s", gate: "" },
    {
      name: "Change a-2 to db.r6g.xlarge",
      detail: "ModifyDBInstance a-2 (now db.r6g.large) ApplyImmediately; about 10 min",
      gate: "pause_before names this step",
    },
  ]);
  expect(plan.interruptions).toEqual(["Write interruptions: 1", "INTERRUPTION, once: from the fence on"]);
  expect(plan.refused).toEqual(["busy: it is → wait"]);
  expect(plan.asked).toEqual(["load: it is → look"]);
  expect(plan.warnings).toEqual(["zone: it moves → set failback"]);
  expect(plan.costs).toEqual(["the operation itself about 0.003 USD"]);
  expect(plan.notes).toEqual(["a-2: db.r6g.large → db.r6g.xlarge (writer)", "something new"]);
  expect(Object.values(plan).flat()).toHaveLength(lines.length);
});

test("notes say what each instance becomes", () => {
  expect([...planned(["a-2: db.r6g.large → db.r6g.xlarge (writer)", "Readers: one → two at a time?"])]).toEqual([
    ["a-2", "db.r6g.xlarge"],
    ["Readers", "two at a time?"],
  ]);
});

test("polls come every five seconds while something runs, and ever more seldom otherwise", () => {
  expect(nextPause(60_000, true)).toBe(5_000);
  const pauses = [5_000];
  for (let i = 0; i < 6; i++) {
    pauses.push(nextPause(pauses.at(-1) ?? 0, false));
  }
  expect(pauses).toEqual([5_000, 10_000, 20_000, 40_000, 60_000, 60_000, 60_000]);
});
