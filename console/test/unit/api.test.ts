import { afterEach, expect, test, vi } from "vitest";
import { call, NoAnswer, Refusal, signedOut, unreachable } from "../../src/api";

// What a gateway answers in the function's place, which no system on one machine does.

afterEach(() => {
  vi.unstubAllGlobals();
});

function answers(status: number, body: string, type = "application/json"): void {
  vi.stubGlobal("fetch", async () => new Response(body, { status, headers: { "content-type": type } }));
}

async function refusal(): Promise<Refusal> {
  try {
    await call("POST", "/plans", { body: {} });
  } catch (e) {
    if (e instanceof Refusal) {
      return e;
    }
    throw e;
  }
  throw new Error("it was carried out");
}

test("a gateway that throttles has done nothing, and says so in words", async () => {
  answers(429, '{"message":"Too Many Requests"}');
  const { status, code, problems } = await refusal();
  expect({ status, code, problems }).toEqual({
    status: 429,
    code: "TooManyRequests",
    problems: ["Too many requests at once. Nothing was done: try again."],
  });
});

test("a token that has ended is told as an ended login", async () => {
  answers(401, '{"message":"Unauthorized"}');
  expect((await refusal()).problems).toEqual(["Unauthorized"]);
  expect(signedOut.value).toBe(true);
});

test("an answer of a proxy is none, one of the function is", async () => {
  answers(503, "<html>Service Unavailable</html>", "text/html");
  await expect(call("GET", "/operations")).rejects.toBeInstanceOf(NoAnswer);
  expect(unreachable.value).not.toBe("");
  answers(503, '{"code":"NotJustNow","problems":["AWS gives no answer. Try again."]}', "application/problem+json");
  expect((await refusal()).code).toBe("NotJustNow");
  expect(unreachable.value).toBe("");
  answers(500, "not JSON at all", "text/plain");
  expect((await refusal()).problems).toEqual(["The server answered 500."]);
});
