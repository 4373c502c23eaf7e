// The system that the tests meet: one process with everything real, at CONSOLE_URL, and a browser.
import { mkdirSync, mkdtempSync } from "node:fs";
import { connect, createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";

const found = process.env.CONSOLE_URL;
if (!found) {
  throw new Error("CONSOLE_URL is missing: ConsoleBrowserTest of local/ sets it, as does docs/console.md by hand");
}
/** Where the system is. */
export const system = new URL(found);
export const screenshots = process.env.CONSOLE_SCREENSHOTS ?? "../local/target/console-screenshots";
mkdirSync(screenshots, { recursive: true });

const HEADERS = { "x-rds-maint-console": "1", "content-type": "application/json" };
const SOON = 20_000;

/** Meant for a function with one page: the browser ends with its first context. */
const TOGETHER = ["--single-process", "--no-zygote"];

/** Starts the browser of the npm package, which unpacks itself into a folder of its own, or an installed one. */
export async function launch(): Promise<Browser> {
  const installed = process.env.CHROME_PATH;
  if (installed) {
    return chromium.launch({ executablePath: installed, headless: true });
  }
  process.env.TMPDIR = mkdtempSync(join(tmpdir(), "console-"));
  const packaged = (await import("@sparticuz/chromium")).default;
  return chromium.launch({
    executablePath: await packaged.executablePath(),
    args: packaged.args.filter((one) => !TOGETHER.includes(one)),
    headless: true,
  });
}

/** A page at a place of the console. */
export async function open(context: BrowserContext | Browser, hash = "", at: URL = system): Promise<Page> {
  const page = await context.newPage();
  page.setDefaultTimeout(SOON);
  page.on("pageerror", (error) => {
    throw error;
  });
  await page.goto(`${at.origin}/console/${hash}`);
  await page.getByRole("main").waitFor();
  await page.locator(".me").waitFor();
  return page;
}

async function sent(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<unknown> {
  const answer = await fetch(new URL(path, system), {
    method,
    headers: { ...HEADERS, ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) {
    throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  }
  return text ? JSON.parse(text) : undefined;
}

export async function api<T>(method: string, path: string, body?: unknown, headers = {}): Promise<T> {
  return (await sent(method, `/console/api${path}`, body, headers)) as T;
}

/** How fast time passes. */
export async function speed(times: number): Promise<void> {
  await sent("PUT", "/console/local/clock", { speed: times });
}

/** Who sits here. */
export async function be(role: "admin" | "operator" | "viewer" | ""): Promise<void> {
  await sent("PUT", "/console/local/person", { role });
}

/** What people, other tools and AWS do meanwhile. */
export async function outsider(deed: unknown): Promise<void> {
  await sent("POST", "/admin/outsider", deed);
}

/** Something goes wrong from now on. */
export async function fault(what: unknown): Promise<void> {
  await sent("POST", "/admin/faults", what);
}

/** Lets the page look at once, as it does by itself when somebody comes back. */
export async function nudge(page: Page): Promise<void> {
  await page.evaluate(() => window.dispatchEvent(new Event("online")));
}

/** Waits for something that the page shows, looking again and again. */
export async function shows(page: Page, words: string | RegExp, most = SOON): Promise<void> {
  const end = Date.now() + most;
  const place = page.getByText(words).first();
  while (!(await place.isVisible())) {
    if (Date.now() > end) {
      throw new Error(`it never shows ${words}: ${await page.getByRole("main").innerText()}`);
    }
    await nudge(page);
    await page.waitForTimeout(250);
  }
}

interface Seen {
  state: string;
  operation_id?: string;
  plan_hash?: string;
}

async function until<T extends Seen>(path: string, meanwhile: string): Promise<T> {
  for (;;) {
    const seen = await api<T>("GET", path);
    if (seen.state !== meanwhile) {
      return seen;
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** An operation that was started the way a page starts one, and its id. */
export async function started(wanted: Record<string, unknown>): Promise<string> {
  const key = (): Record<string, string> => ({ "idempotency-key": crypto.randomUUID() });
  const plan = await api<{ name: string }>("POST", "/plans", wanted, key());
  const seen = await until<Seen>(`/plans/${plan.name}`, "planning");
  const start = await api<{ name: string }>("POST", "/operations", { ...wanted, plan_hash: seen.plan_hash }, key());
  const course = await until<Seen>(`/starts/${start.name}`, "starting");
  if (!course.operation_id) {
    throw new Error(`nothing was started: ${JSON.stringify(course)}`);
  }
  return course.operation_id;
}

interface Live {
  operation_id: string;
  question_kind?: string;
  stalled: boolean;
}

/** What could not be ended: it holds its cluster, and no other test waits for it. */
const lost = new Set<string>();

async function quietly(work: Promise<unknown>): Promise<void> {
  await work.catch(() => {});
}

/** Takes over what nobody runs: only then can it be ended. */
export async function takeOver(id: string): Promise<void> {
  const { etag } = await viewed(id);
  const begun = await api<{ name: string }>("POST", `/operations/${id}/takeover`, undefined, {
    "if-match": etag,
    "idempotency-key": crypto.randomUUID(),
  });
  await until<Seen>(`/starts/${begun.name}`, "starting");
}

/** Lets what waits for a window or runs on ask before its next step, where it can be ended. */
async function hold(id: string): Promise<void> {
  const { etag } = await viewed(id);
  await quietly(api("PATCH", `/operations/${id}`, { window: "always" }, { "if-match": etag }));
  const now = await viewed(id);
  await api("POST", `/operations/${id}/pause`, undefined, { "if-match": now.etag });
}

/** Ends whatever a test that failed has left: a freeze, faults, operations that ask, run, wait or are run by nobody. */
export async function calm(): Promise<void> {
  const end = Date.now() + SOON;
  await quietly(api("DELETE", "/freeze"));
  await quietly(sent("DELETE", "/admin/faults"));
  const held = new Set<string>();
  for (;;) {
    const seen = await api<{ needs_you: Live[]; running: Live[] }>("GET", "/operations?recent=0");
    const live = [...seen.needs_you, ...seen.running].filter((one) => !lost.has(one.operation_id));
    if (live.length === 0) {
      return;
    }
    if (Date.now() > end) {
      for (const one of live) {
        lost.add(one.operation_id);
      }
      throw new Error(`they do not end: ${JSON.stringify(live)}`);
    }
    for (const one of live) {
      const id = one.operation_id;
      if (one.stalled) {
        await quietly(takeOver(id));
      } else if (one.question_kind) {
        await quietly(abort(id));
      } else if (!held.has(id)) {
        held.add(id);
        await quietly(hold(id));
      }
    }
    await speed(600);
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

/** An operation on a cluster that asks before its first change. */
export async function asking(cluster: string, more: Record<string, unknown> = {}): Promise<string> {
  const id = await started({
    type: "instance_type_change",
    cluster_id: cluster,
    pause_before: ["mark_cluster"],
    ...more,
    params: { target_instance_type: "db.r6g.xlarge", warm_up_seconds: 0 },
  });
  const end = Date.now() + SOON;
  for (;;) {
    const view = await api<{ operation: { question?: unknown } }>("GET", `/operations/${id}`);
    if (view.operation.question) {
      return id;
    }
    if (Date.now() > end) {
      throw new Error("it never asks");
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

interface View {
  operation: {
    question?: { id: string };
    target: { cluster_id?: string; name?: string };
    owner: { execution_arn: string; stalled: boolean };
  };
}

async function viewed(id: string): Promise<View & { etag: string }> {
  const answer = await fetch(new URL(`/console/api/operations/${id}`, system), { headers: HEADERS });
  return { ...((await answer.json()) as View), etag: answer.headers.get("etag") ?? "" };
}

/** Ends an operation that asks. */
export async function abort(id: string): Promise<void> {
  const { operation, etag } = await viewed(id);
  await api(
    "POST",
    `/operations/${id}/answer`,
    {
      question_id: operation.question?.id,
      action: "abort",
      confirm: operation.target.cluster_id ?? operation.target.name,
    },
    { "if-match": etag },
  );
}

/** Stops the execution of an operation, and waits until the operation is known to be run by nobody. */
export async function stopped(id: string): Promise<void> {
  await stopExecution((await viewed(id)).operation.owner.execution_arn);
  const end = Date.now() + SOON;
  while (!(await viewed(id)).operation.owner.stalled) {
    if (Date.now() > end) {
      throw new Error("nobody notices that its execution was stopped");
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** Stops an execution as somebody with the AWS CLI does. */
async function stopExecution(arn: string): Promise<void> {
  await sent(
    "POST",
    "/",
    { executionArn: arn, cause: "by hand" },
    {
      "content-type": "application/x-amz-json-1.0",
      "x-amz-target": "AWSStepFunctions.StopExecution",
      authorization:
        "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/states/aws4_request, SignedHeaders=host, Signature=00",
    },
  );
}

/** A way to the system that can be cut and mended. */
export class Wire {
  private server: Server | undefined;
  private readonly sockets = new Set<Socket>();
  private port = 0;

  async mend(): Promise<URL> {
    this.server = createServer((socket) => {
      const through = connect(Number(system.port), system.hostname);
      for (const end of [socket, through]) {
        this.sockets.add(end);
        end.on("error", () => end.destroy());
        end.on("close", () => this.sockets.delete(end));
      }
      socket.pipe(through).pipe(socket);
    });
    await new Promise<void>((resolve) => this.server?.listen(this.port, "127.0.0.1", resolve));
    this.port = (this.server.address() as { port: number }).port;
    return new URL(`http://127.0.0.1:${this.port}`);
  }

  async cut(): Promise<void> {
    for (const socket of this.sockets) {
      socket.destroy();
    }
    await new Promise<void>((resolve) => this.server?.close(() => resolve()));
  }
}
