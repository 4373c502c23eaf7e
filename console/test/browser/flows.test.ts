import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import {
  abort,
  api,
  asking,
  be,
  calm,
  fault,
  launch,
  open,
  outsider,
  shows,
  speed,
  started,
  stopped,
  system,
  Wire,
} from "./system";

// Everything is real: the page, the function, the state machine, the store, the simulated RDS.

let browser: Browser;
let pages: Page[] = [];

beforeAll(async () => {
  browser = await launch();
});
afterAll(async () => {
  await browser.close();
});
beforeEach(async () => {
  await be("admin");
  await calm();
  await speed(60);
});
afterEach(async () => {
  const open = pages;
  pages = [];
  await Promise.allSettled(open.map((page) => page.context().close()));
});

async function show(hash = "", at?: URL): Promise<Page> {
  const page = await open(await browser.newContext(), hash, at);
  pages.push(page);
  return page;
}

/** What has the focus, by its words. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => document.activeElement?.textContent ?? "");
}

async function choose(page: Page, answer: string): Promise<void> {
  await page.getByRole("radio", { name: new RegExp(`^${answer}`) }).check();
}

test("plan, look, start that plan, watch it to its question, answer it, watch it to its end", async () => {
  const page = await show();
  await page.getByRole("link", { name: "Plan and start" }).click();
  await page.getByRole("radio", { name: /^instance type change/ }).check();
  expect(await page.evaluate(() => document.activeElement?.getAttribute("value"))).toBe("instance_type_change");
  await page.getByRole("combobox", { name: /^Cluster/ }).focus();
  await page.getByRole("combobox", { name: /^Cluster/ }).selectOption("demo-multi");
  await page.getByLabel("target instance type").waitFor();
  expect(await page.evaluate(() => document.activeElement?.tagName), "whoever chooses stays there").toBe("SELECT");
  await page.getByLabel("target instance type").selectOption("db.r6g.xlarge");
  await page.getByText("More of this type").click();
  await page.getByLabel("warm up seconds").fill("0");
  await page.getByText("When, pauses, and why").click();
  await page.getByLabel("reason").fill("<img src=x onerror=\"document.title='taken over'\">");
  await page.getByRole("textbox", { name: /^pause before/ }).fill("Fail over to demo-multi-2");
  expect(await page.getByRole("button", { name: "Start this plan" }).count(), "no start before a plan").toBe(0);
  await page.getByRole("button", { name: "Make the plan" }).click();
  await page.getByRole("heading", { name: "4. The plan" }).waitFor();
  expect(await focused(page), "one goes on at the plan").toBe("4. The plan");
  const plan = await page.locator(".panel.good").innerText();
  expect(plan).toMatch(/8 steps, about \d+ minutes/);
  expect(plan).toContain("Write interruptions: 1 (failover to demo-multi-2)");
  expect(plan).toContain("asks first");
  expect(plan).toMatch(/Costs\s+the operation itself about 0\.\d{3} USD: \d+ calls of the function/);
  expect(plan, "no instance runs twice").toContain("nothing runs beside what is there already");
  await speed(300);
  await page.getByRole("button", { name: "Start this plan" }).click();

  await page.getByRole("heading", { name: "instance type change of demo-multi" }).waitFor();
  expect(page.url()).toMatch(/#\/operations\/op-[0-9a-f]{16}$/);
  await shows(page, "demo-multi waits for an answer");
  await speed(1);
  const question = page.locator(".question");
  expect(await question.innerText()).toContain("demo-multi-1 takes writes");
  expect(await question.innerText()).toContain("It can wait");
  const [runbook] = await Promise.all([
    page.context().waitForEvent("page"),
    question.getByRole("link", { name: "runbook, gate" }).click(),
  ]);
  await runbook.getByRole("heading", { name: "gate", exact: true }).waitFor();
  expect(await runbook.evaluate(() => document.querySelector(":target")?.textContent)).toBe("gate");
  await runbook.close();
  expect(await page.locator("a[href*='console.aws.amazon.com']").count(), "nothing of AWS is real here").toBe(0);
  await question.getByText("Commands", { exact: true }).click();
  expect(await question.locator(".command").first().innerText()).toContain(`AWS_ENDPOINT_URL=${system.origin}`);
  expect(await page.getByText("<img src=x onerror=").first().isVisible(), "text of people is text").toBe(true);
  expect(await page.title()).toContain("demo-multi: paused");

  const answer = page.getByRole("button", { name: /Answer: Continue|Choose an answer/ });
  expect(await answer.isDisabled()).toBe(true);
  await choose(page, "Continue");
  expect(await answer.isDisabled(), "a destructive answer is confirmed by the name").toBe(true);
  await page.getByLabel(/to confirm/).fill("demo-mult");
  expect(await answer.isDisabled()).toBe(true);
  await page.getByLabel(/to confirm/).fill("demo-multi");
  await page.getByLabel("Comment").fill("looks <b>fine</b>");
  const follows = page.getByRole("heading", { name: "Answered: continue. The operation goes on." });
  await Promise.all([follows.waitFor(), answer.click()]);
  expect(await question.count(), "a question that is answered asks no more").toBe(0);
  await speed(300);
  await shows(page, "Completed.");
  const log = await page.locator(".log").innerText();
  expect(log).toContain("AWS has taken the call ModifyDBInstance demo-multi-2");
  expect(log).not.toMatch(/intent|ACCEPTED|PROVEN/);
  expect(await page.getByRole("main").innerText()).toMatch(/Write interruption/);
  expect(await page.getByText("looks <b>fine</b>").count()).toBeGreaterThan(0);
  expect(await page.getByText("you@this-machine (signed in)").count()).toBeGreaterThan(0);
  expect(await page.title()).toBe("demo-multi: completed");

  await page.getByRole("link", { name: "demo-multi" }).first().click();
  await page.getByRole("heading", { name: "History" }).waitFor();
  await shows(page, /Write interruption/);
  await expect.poll(() => page.getByRole("table").innerText(), { timeout: 10_000 }).toContain("db.r6g.xlarge");
  await page.getByRole("button", { name: "Look in AWS" }).click();
  await page.getByText("Nothing in us-east-1.").waitFor();
}, 120_000);

test("what a test leaves when it fails reaches no other: what nobody runs, a window, a freeze, a fault", async () => {
  const stalled = await asking("demo-single");
  const waiting = await started({
    type: "instance_cycle",
    cluster_id: "demo-two",
    not_before: "2099-01-01T00:00:00Z",
    params: {},
  });
  await stopped(stalled);
  await api("PUT", "/freeze", { reason: "left" });
  await fault({ kind: "slow", action: "DescribeDBProxies", times: "always" });
  await calm();
  const left = await api<{ needs_you: unknown[]; running: unknown[]; freeze: unknown }>("GET", "/operations?recent=0");
  expect(left.needs_you).toEqual([]);
  expect(left.running).toEqual([]);
  expect(left.freeze).toBeNull();
  for (const id of [stalled, waiting]) {
    const view = await api<{ operation: { state: string } }>("GET", `/operations/${id}`);
    expect(view.operation.state).toBe("failed");
  }
}, 60_000);

test("a plan that is another one meanwhile is not started, and the new one is shown", async () => {
  const page = await show("#/start/instance_type_change/us-east-1/demo-busy");
  await page.getByLabel("target instance type").selectOption("db.r6g.4xlarge");
  await page.getByRole("button", { name: "Make the plan" }).click();
  await page.getByRole("button", { name: "Start this plan" }).waitFor();
  const before = await page.locator("ol.plan").innerText();
  await outsider({ do: "tier", instance: "demo-busy-3", tier: 0 });
  await page.getByRole("button", { name: "Start this plan" }).click();
  await page.getByText("The plan is another one now").waitFor();
  expect(await page.locator("ol.plan").innerText()).not.toBe(before);
  expect(
    (await api<{ running: { target: { name: string } }[] }>("GET", "/operations?recent=0")).running,
  ).not.toContainEqual(expect.objectContaining({ target: { kind: "aurora-cluster", name: "demo-busy" } }));
});

test("what is refused says so, all of it, before anything begins", async () => {
  const page = await show("#/start/instance_cycle/us-east-1/demo-single");
  await page.getByText("When, pauses, and why").click();
  await page.getByLabel(/^window/).fill("noon");
  await page.getByLabel("not before").fill("soon");
  await page.getByRole("button", { name: "Make the plan" }).click();
  const alert = page.getByRole("alert").filter({ hasText: "Nothing was begun." });
  await alert.waitFor();
  expect(await alert.innerText()).toContain("'noon' is not a window");
  expect(await alert.innerText()).toContain("'soon' is not a time");
});

test("targets are listed by whoever lists their kind, and where nobody does one types a name", async () => {
  const page = await show("#/start");
  await page.getByRole("radio", { name: /^sql pipeline/ }).check();
  await page.getByText("phases of SQL, piece by piece").waitFor();
  await page.getByRole("combobox", { name: "Cluster" }).selectOption("demo-multi");
  await page.getByText("docs/operations/sql_pipeline.md").waitFor();
  await page.getByRole("radio", { name: /^drs recovery/ }).check();
  await page.getByText("type its name").waitFor();
  await page.getByRole("textbox", { name: "Recovery plan" }).fill("quarterly");
  await page.keyboard.press("Tab");
  await page.getByRole("button", { name: "Make the plan" }).waitFor();
});

test("who holds a cluster is told when it is chosen, and a gate that was not passed has not failed", async () => {
  const id = await asking("demo-two");
  const page = await show("#/start/instance_cycle");
  await page.getByRole("combobox", { name: /^Cluster/ }).selectOption("demo-two");
  await page.getByText("demo-two is held").waitFor();
  await page.getByRole("link", { name: id }).click();
  const began = page.locator(".head time").first();
  const age = await began.innerText();
  await expect.poll(() => began.innerText(), { timeout: 8_000 }).not.toBe(age);
  await choose(page, "Abort");
  await Promise.all([
    page.getByRole("heading", { name: "Answered: abort." }).waitFor(),
    page.getByRole("button", { name: "Answer: Abort" }).click(),
  ]);
  await speed(300);
  await shows(page, "Aborted: it stopped where it was.");
  const gate = page.locator(".step", { hasText: "Mark cluster demo-two" });
  expect(await gate.innerText()).toContain("not begun");
  expect(await page.locator(".steps").innerText()).not.toContain("✘");
  await page.goto(`${system.origin}/console/#/targets/aurora-cluster/us-east-1/demo-two`);
  await page.getByRole("heading", { name: "History" }).waitFor();
  expect(await page.getByRole("button", { name: "Older" }).count(), "nothing is older").toBe(0);
});

test("gates are switched, window and deadline edited, and abort ends it", async () => {
  const id = await asking("demo-two");
  const page = await show(`#/operations/${id}`);
  const gate = page.getByRole("switch", { name: "Ask before Verify" });
  await gate.click();
  await page.getByText("It will ask before Verify.").waitFor();
  expect(await gate.isChecked()).toBe(true);
  await gate.click();
  await page.getByText("It no longer asks before Verify.").waitFor();
  expect(await gate.isChecked()).toBe(false);

  await page.getByRole("button", { name: "Window and deadline" }).click();
  await page.getByLabel("Window", { exact: true }).fill("noon");
  await page.getByRole("button", { name: "Change", exact: true }).click();
  await page.getByText(/'noon' is not a window/).waitFor();
  await page.getByRole("button", { name: "Window and deadline" }).click();
  await page.getByLabel("Window", { exact: true }).fill("sun:02:00-sun:04:00");
  await page.getByLabel("Longest wait").fill("3600");
  await page.getByRole("button", { name: "Change", exact: true }).click();
  await page.getByText("sun:02:00-sun:04:00, outside: wait").waitFor();

  await page.getByLabel("Errors only").check();
  await page.locator(".log li.trouble").first().waitFor();
  await expect.poll(() => page.locator(".log li:not(.trouble)").count()).toBe(0);
  await page.getByLabel("Errors only").uncheck();
  await page.getByRole("searchbox").fill("sun:02:00");
  await page.locator(".log li").filter({ hasText: "disruptive steps begin" }).first().waitFor();

  await choose(page, "Abort");
  await page.getByRole("button", { name: "Answer: Abort" }).click();
  await speed(300);
  await shows(page, "Aborted: it stopped where it was.");
});

test("a destructive abort of an upgrade is confirmed, blue and green beside each other", async () => {
  const page = await show("#/start/engine_upgrade/us-east-1/demo-upgrade");
  await page.getByLabel("target engine version").selectOption("16.6");
  await page.getByRole("button", { name: "Make the plan" }).click();
  await page.getByRole("button", { name: "Start this plan" }).click();
  await speed(600);
  await shows(page, "waits for an answer");
  await speed(1);
  expect(await page.locator(".question").innerText()).toContain("Switch over");
  await page.getByRole("button", { name: "Look now" }).click();
  await page.getByRole("heading", { name: /^Green: demo-upgrade-green/ }).waitFor();
  await page.getByRole("heading", { name: /^Blue: demo-upgrade/ }).waitFor();
  // What an earlier look showed stands there until the answer comes.
  await expect.poll(() => page.locator(".side.green").innerText(), { timeout: 10_000 }).toContain("16.6");
  expect(await page.locator(".side.blue").innerText()).toContain("15.8");
  await choose(page, "Abort");
  const button = page.getByRole("button", { name: "Answer: Abort" });
  if (await page.getByLabel(/to confirm/).isVisible()) {
    expect(await button.isDisabled()).toBe(true);
    await page.getByLabel(/to confirm/).fill("demo-upgrade");
  }
  await button.click();
  await speed(600);
  await shows(page, "Aborted: it stopped where it was.");
});

test("a pipeline shows how many of its pieces are done, as a bar and in words", async () => {
  const id = await started({
    type: "sql_pipeline",
    cluster_id: "demo-sql",
    params: {
      pipeline: "nightly",
      database: "app",
      secret_arn: "arn:aws:secretsmanager:us-east-1:123456789012:secret:demo-sql-AbCdEf",
      publish: { approval: false },
      phases: [
        {
          name: "update",
          kind: "chunked",
          lanes: 2,
          // Some milliseconds a piece: long enough to be seen.
          sql: {
            inline: "UPDATE visits v SET flag = 1 WHERE {{piece v}} AND (v.id % 4 > 0 OR pg_sleep(0.001) IS NOT NULL)",
          },
          chunk: { source: "visits", keys: ["id"], target_rows: 500 },
        },
      ],
    },
  });
  const page = await show(`#/operations/${id}`);
  await shows(page, /pieces of update: \d+ of 40 done, .*2 lanes, \d+ rows\/s/);
  await page.getByRole("progressbar", { name: /of 40 are done/ }).waitFor();
  await shows(page, "update: 20000 rows in 40 pieces", 40_000);
  await page.getByRole("table").waitFor();
  expect(await page.getByRole("columnheader").allInnerTexts(), "it changes no instance").toEqual(["Instance", "Now"]);
}, 90_000);

test("pause asks before the next step", async () => {
  const id = await asking("demo-endpoints");
  await speed(1);
  const page = await show(`#/operations/${id}`);
  await choose(page, "Continue");
  await page.getByLabel(/to confirm/).fill("demo-endpoints");
  await page.getByRole("button", { name: "Answer: Continue" }).click();
  await page.getByRole("button", { name: "Pause" }).click();
  await page.getByText("It will ask before the next step.").waitFor();
  await speed(300);
  await shows(page, "demo-endpoints waits for an answer");
  await speed(60);
  await abort(id);
  await speed(300);
  await shows(page, "Aborted: it stopped where it was.");
});

test("a freeze is in sight on every page until it is lifted", async () => {
  const page = await show();
  await page.getByRole("button", { name: "Freeze" }).click();
  await page.getByLabel("Why").fill("sale");
  await page.getByRole("dialog").getByRole("button", { name: "Freeze" }).click();
  for (const hash of ["#/", "#/start", "#/targets/aurora-cluster/us-east-1/demo-multi"]) {
    await page.goto(`${system.origin}/console/${hash}`);
    await page.locator(".banner.frozen").waitFor();
    expect(await page.locator(".banner.frozen").innerText()).toContain("sale");
  }
  await page.getByRole("button", { name: "Unfreeze" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Unfreeze" }).click();
  await page.getByText(/is over \(sale\)/).waitFor();
  await page.locator(".banner.frozen").waitFor({ state: "detached" });
});

test("of two tabs that answer at once one is told what the other said, and shows how it is now", async () => {
  const id = await asking("demo-single");
  await speed(1);
  const one = await show(`#/operations/${id}`);
  const two = await show(`#/operations/${id}`);
  await choose(one, "Abort");
  await choose(two, "Mark complete");
  await one.getByLabel("In the name of").fill("ann");
  await Promise.all([one, two].map((page) => page.getByRole("button", { name: /^Answer: / }).waitFor()));
  await Promise.all([
    one.getByRole("heading", { name: "Answered: abort." }).waitFor(),
    one.getByRole("button", { name: "Answer: Abort" }).click(),
  ]);
  await two.getByRole("button", { name: "Answer: Mark complete" }).click();
  await two
    .getByText(/Not taken; nothing was changed|asks nothing now|no longer as it was seen/)
    .first()
    .waitFor();
  await speed(300);
  await shows(two, "Aborted: it stopped where it was.");
  await shows(one, "Aborted: it stopped where it was.");
});

test("an operation that nobody runs says so, and is taken over", async () => {
  const id = await asking("demo-single");
  await stopped(id);
  const page = await show(`#/operations/${id}`);
  await shows(page, "Nobody runs it:");
  await page.getByRole("button", { name: "Take it over" }).click();
  await page.getByText("Taken over.").waitFor();
  await page.getByText("Nobody runs it:").waitFor({ state: "detached" });
  await shows(page, "demo-single waits for an answer");
  await abort(id);
  await speed(300);
  await shows(page, "Aborted: it stopped where it was.");
});

test("while the server is gone the page says so, and goes on when it is back", async () => {
  const id = await asking("demo-single");
  await speed(1);
  const wire = new Wire();
  const page = await show(`#/operations/${id}`, await wire.mend());
  await choose(page, "Abort");
  await page.getByLabel("Comment").fill("what was typed stays");
  await wire.cut();
  await page.getByRole("button", { name: "Answer: Abort" }).click();
  await page.getByText("The server gives no answer.").first().waitFor();
  await page.getByText("What was sent may have arrived").waitFor();
  expect(await page.getByLabel("Comment").inputValue()).toBe("what was typed stays");
  await wire.mend();
  await speed(60);
  await shows(page, "demo-single waits for an answer");
  await page.locator(".banner.out").waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Answer: Abort" }).click();
  await speed(300);
  await shows(page, "Aborted: it stopped where it was.");
  await page.context().close();
  pages.pop();
  await wire.cut();
});

test("an ended login is told without losing what is there, and one signs in again at the same place", async () => {
  const page = await show("#/targets/aurora-cluster/us-east-1/demo-multi");
  await page.getByRole("heading", { name: "History" }).waitFor();
  await be("");
  await page.getByRole("button", { name: "Look now" }).click();
  await page.getByText("Your login has ended.").waitFor();
  expect(await page.getByRole("heading", { name: "History" }).isVisible()).toBe(true);
  await page.getByRole("button", { name: "Sign in again" }).click();
  await page.getByText("Your login has ended.").waitFor({ state: "detached" });
  await page.getByRole("heading", { name: "History" }).waitFor();
  expect(page.url()).toContain("#/targets/aurora-cluster/us-east-1/demo-multi");
});

test("one signs in elsewhere by a code that only this page can use, comes back to the same place, and keeps the token in memory", async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  pages.push(page);
  const login = `${system.origin}/console/issuer`;
  let challenge = "";
  let verifier = "";
  // A login page of somebody else: what it is told, and what the page makes of its answers. The API is the real one.
  await page.route("**/console/config.json", (route) =>
    route.fulfill({
      json: {
        login: { authorize_url: `${login}/authorize`, token_url: `${login}/token`, client_id: "page", scope: "openid" },
      },
    }),
  );
  await page.route("**/console/issuer/authorize?*", (route) => {
    const asked = new URL(route.request().url()).searchParams;
    challenge = asked.get("code_challenge") ?? "";
    expect(asked.get("code_challenge_method")).toBe("S256");
    expect(asked.get("redirect_uri")).toBe(`${system.origin}/console/`);
    return route.fulfill({
      status: 302,
      headers: { location: `${asked.get("redirect_uri")}?code=once&state=${asked.get("state")}` },
    });
  });
  let fails = true;
  await page.route("**/console/issuer/token", (route) => {
    if (fails) {
      fails = false;
      return route.fulfill({ status: 400, json: { error: "invalid_grant" } });
    }
    const sent = new URLSearchParams(route.request().postData() ?? "");
    verifier = sent.get("code_verifier") ?? "";
    expect(sent.get("code")).toBe("once");
    return route.fulfill({ json: { id_token: "secret-token" } });
  });
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.url().includes("/console/api/")) {
      asked.push(request.headers().authorization ?? "");
    }
  });
  await page.goto(`${system.origin}/console/#/targets/aurora-cluster/us-east-1/demo-two`);
  await page.getByText("Your login has ended.").waitFor();
  asked.length = 0;
  await page.getByRole("button", { name: "Sign in again" }).click();
  await page.getByRole("heading", { name: "demo-two in us-east-1" }).waitFor();
  expect(page.url()).toBe(`${system.origin}/console/#/targets/aurora-cluster/us-east-1/demo-two`);
  const digest = Buffer.from(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier)));
  expect(digest.toString("base64url")).toBe(challenge);
  expect(new Set(asked)).toEqual(new Set(["Bearer secret-token"]));
  const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]));
  expect(kept).toBe('[{},{},""]');
});

test("a viewer looks, and an operator gives no destructive answer", async () => {
  const id = await asking("demo-single");
  await speed(1);
  await be("viewer");
  const viewer = await show(`#/operations/${id}`);
  await viewer.getByText("You may look; answering takes the role operator.").waitFor();
  for (const name of ["Freeze", "Pause", "Window and deadline", "Answer"]) {
    expect(await viewer.getByRole("button", { name }).count(), name).toBe(0);
  }
  expect(await viewer.getByRole("switch").count()).toBe(0);
  await viewer.goto(`${system.origin}/console/#/start/instance_cycle/us-east-1/demo-single`);
  await viewer.getByText("planning and starting take the role operator").waitFor();
  await be("operator");
  const operator = await show(`#/operations/${id}`);
  expect(await operator.getByRole("radio", { name: /^Continue/ }).isDisabled()).toBe(true);
  expect(await operator.getByText("takes the role admin").count()).toBeGreaterThan(0);
  await choose(operator, "Abort");
  await operator.getByRole("button", { name: "Answer: Abort" }).click();
  await speed(300);
  await shows(operator, "Aborted: it stopped where it was.");
});

test("a thousand operations: one short page, and older ones when asked for", async () => {
  const page = await show("#/nowhere");
  await page.getByText("There is no such page.").waitFor();
  const answered = page.waitForResponse((response) => response.url().includes("/console/api/operations?"));
  await page.getByRole("link", { name: "Home" }).first().click();
  const bytes = (await (await answered).body()).length;
  expect(bytes).toBeLessThanOrEqual(60_000);
  await page.locator(".row").first().waitFor();
  const rows = await page.locator(".row").count();
  expect(rows).toBeLessThanOrEqual(50);
  await page.getByRole("button", { name: "Older" }).click();
  await expect.poll(() => page.locator(".row").count()).toBeGreaterThanOrEqual(rows + 40);
  console.log(`figures: the first page has ${rows} rows and ${bytes} bytes`);
});

test("the keyboard is enough from the first page to the answer", async () => {
  const id = await asking("demo-single");
  await speed(1);
  const page = await show();
  await shows(page, "One operation needs you.");
  const focused = (): Promise<string> =>
    page.evaluate(() =>
      document.activeElement?.matches("a, button") ? (document.activeElement.textContent ?? "") : "",
    );
  for (let i = 0; i < 20 && !(await focused()).includes("demo-single"); i++) {
    await page.keyboard.press("Tab");
  }
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "demo-single waits for an answer" }).waitFor();
  expect(page.url()).toContain(id);
  for (
    let i = 0;
    i < 30 && !(await page.evaluate(() => document.activeElement?.getAttribute("name") === "answer"));
    i++
  ) {
    await page.keyboard.press("Tab");
  }
  for (let i = 0; i < 6 && !(await page.getByRole("radio", { name: /^Abort/ }).isChecked()); i++) {
    await page.keyboard.press("ArrowDown");
  }
  for (let i = 0; i < 10 && !(await focused()).startsWith("Answer: Abort"); i++) {
    await page.keyboard.press("Tab");
  }
  await page.keyboard.press("Enter");
  await speed(300);
  await shows(page, "Aborted: it stopped where it was.");
});

test("demo controls: time, faults and people", async () => {
  const page = await show();
  await page.getByRole("button", { name: "Demo controls" }).click();
  await page.getByLabel("Seconds of waiting that pass in a second").fill("120");
  await page.getByRole("button", { name: "Set the speed" }).click();
  await page.getByText("Time passes at another speed.").waitFor();
  await page.getByLabel("Kind").selectOption("slow");
  await page.getByLabel("Call", { exact: true }).fill("DescribeDBProxies");
  await page.getByLabel("Likelihood, percent").fill("30");
  await page.getByRole("button", { name: "Add" }).click();
  await page.getByText("an answer comes late DescribeDBProxies").waitFor();
  await page.getByText("(30 %)").waitFor();
  await page.getByRole("button", { name: /^Switch off/ }).click();
  await page.getByText("Nothing.", { exact: true }).waitFor();
  await page.getByLabel("You are").selectOption("viewer");
  await page.locator(".me", { hasText: "viewer" }).waitFor();
});

test("polls come every five seconds while something runs, and none while nobody sees the page", async () => {
  const id = await asking("demo-single");
  await speed(1);
  const context = await browser.newContext();
  const page = await context.newPage();
  pages.push(page);
  await page.clock.install();
  let polls = 0;
  page.on("request", (request) => {
    polls += request.url().endsWith(`/operations/${id}`) ? 1 : 0;
  });
  await page.goto(`${system.origin}/console/#/operations/${id}`);
  await page.getByRole("heading", { name: "demo-single waits for an answer" }).waitFor();
  const first = polls;
  for (let i = 0; i < 24; i++) {
    await page.clock.runFor(2_500);
    // The next one is due five seconds after the answer has come, which takes real time.
    await page.waitForTimeout(120);
  }
  const minute = polls - first;
  await page.evaluate(() => {
    Object.defineProperty(document, "hidden", { configurable: true, get: () => true });
    document.dispatchEvent(new Event("visibilitychange"));
  });
  const before = polls;
  await page.clock.runFor(120_000);
  expect(polls).toBe(before);
  await page.evaluate(() => {
    Object.defineProperty(document, "hidden", { configurable: true, get: () => false });
    document.dispatchEvent(new Event("visibilitychange"));
  });
  await page.getByRole("switch", { name: "Ask before Verify" }).click();
  const said = page.locator(".notice");
  await said.getByText("It will ask before Verify.").waitFor();
  await page.clock.runFor(9_000);
  await said.waitFor({ state: "detached" });
  console.log(`figures: ${minute} requests a minute for an operation that is under way, none while hidden`);
  await abort(id);
});
