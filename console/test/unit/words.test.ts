import { expect, test } from "vitest";
import {
  about,
  ago,
  answerWord,
  at,
  counted,
  entryWords,
  quoted,
  seconds,
  sign,
  stateWords,
  stepWords,
  targetName,
  text,
  tone,
  took,
  windowWords,
} from "../../src/words";

test("durations are exact below an hour, and rough beyond", () => {
  expect([0, 59, 60, 61, 3_599, 3_600, 3_661, 90_000].map(took)).toEqual([
    "0 s",
    "59 s",
    "1 min",
    "1 min 1 s",
    "59 min 59 s",
    "1 h",
    "1 h 1 min",
    "1 d 1 h",
  ]);
  expect(about(89)).toBe("1 min");
  expect(about(30)).toBe("30 s");
});

test("times are in UTC, with their day unless it is today", () => {
  expect(at("2026-03-01T02:05:09Z", "2026-03-01T23:00:00Z")).toBe("02:05Z");
  expect(at("2026-02-28T02:05:09Z", "2026-03-01T23:00:00Z")).toBe("2026-02-28 02:05Z");
  expect(ago("2026-03-01T02:00:00Z", "2026-03-01T02:03:59Z")).toBe("3 min ago");
});

test("durations are read as the store writes them", () => {
  expect(["PT0S", "PT10M", "PT1H2M3.5S", "nonsense", undefined].map(seconds)).toEqual([0, 600, 3_723.5, 0, 0]);
});

test("states that nobody knows are shown as they are", () => {
  expect(stateWords("rolled_back")).toBe("rolled back");
  expect(stateWords("failed", "aborted")).toBe("aborted");
  expect(stateWords("completed", "marked_complete")).toBe("marked complete");
  expect(stateWords("half_done")).toBe("half done");
  expect(tone("half_done", false)).toBe("plain");
  expect(sign("half_done", false, false, false)).toBe("•");
  expect(sign("pending", true, false, true)).toBe("‖");
  expect(sign("waiting", true, true, false)).toBe("?");
});

test("values of any kind are text", () => {
  expect([null, undefined, "a", 1, true, { a: [1] }].map(text)).toEqual(["", "", "a", "1", "true", '{"a":[1]}']);
  expect(windowWords({ text: "02:00-04:00", day: null })).toBe("02:00-04:00");
  expect(windowWords(undefined)).toBe("always");
});

test("commands are quoted for a shell", () => {
  expect(quoted("a=b.c")).toBe("a=b.c");
  expect(quoted("it's {}")).toBe("'it'\\''s {}'");
  expect(answerWord({ action: "continue", choice: "wait" })).toBe("continue/wait");
});

test("targets of every kind have a name", () => {
  expect(targetName({ cluster_id: "a" })).toBe("a");
  expect(targetName({ name: "plan" })).toBe("plan");
});

test("what is counted is shown as a bar, and nothing else is", () => {
  expect(counted("pieces of update: 3 of 20 done, 4 running, 4 lanes, 1200 rows/s, about 40 s left")).toEqual({
    done: 3,
    all: 20,
  });
  expect(counted("3 of 20 done")).toBeUndefined();
  expect(counted("the answer: none")).toBeUndefined();
  expect(counted(undefined)).toBeUndefined();
});

test("what a person ended at its gate has not failed, and calls are told in words", () => {
  expect(stepWords("failed", false)).toBe("not begun");
  expect(stepWords("failed", true)).toBe("failed");
  expect(stepWords("held_by_moon", true)).toBe("held by moon");
  expect(entryWords("intent_saved", "ModifyDBInstance a")).toEqual({
    title: "about to call",
    text: "ModifyDBInstance a",
  });
  expect(entryWords("intent_closed", "PROVEN: ModifyDBInstance a")).toEqual({
    title: "the call has taken effect",
    text: "ModifyDBInstance a",
  });
  expect(entryWords("intent_closed", "ODD: x")).toEqual({ title: "intent closed", text: "ODD: x" });
  expect(entryWords("step_started", "Verify")).toEqual({ title: "step started", text: "Verify" });
});
