import { expect, test } from "vitest";
import { heard, since, tick, time } from "../../src/clock";

test("time passes between two answers as fast as it does at the server", () => {
  expect(since("2026-03-01T02:00:00Z")).toBe("2026-03-01T02:00:00Z");
  heard("2026-03-01T02:00:00.123456789Z", 10_000);
  tick(12_000);
  expect(time.value).toBe("2026-03-01T02:00:02.123Z");
  // A minute a second, as on a laptop.
  heard("2026-03-01T02:05:00Z", 15_000);
  tick(16_000);
  expect(time.value).toBe("2026-03-01T02:05:59.975Z");
  // It stands still while a question is open.
  heard("2026-03-01T02:06:00Z", 17_000);
  heard("2026-03-01T02:06:00Z", 20_000);
  tick(60_000);
  expect(time.value).toBe("2026-03-01T02:06:00.000Z");
  heard(null, 61_000);
  expect(since("2026-03-01T02:07:00Z")).toBe("2026-03-01T02:07:00Z");
  expect(since("2026-03-01T02:00:00Z")).toBe("2026-03-01T02:06:00.000Z");
});

test("a way of an answer that is longer than another changes no pace", () => {
  heard("2026-03-01T03:00:00Z", 100_000);
  heard("2026-03-01T03:00:05.4Z", 105_000);
  tick(106_000);
  expect(time.value).toBe("2026-03-01T03:00:06.400Z");
});
