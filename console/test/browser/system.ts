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

/** Lets the page look at once, as it does by itself when somebody comes back. */
export async function nudge(page: Page): Promise<void> {
  await page.evaluate(() => window.dispatchEvent(new Event("online")));
}

/** Waits for something that the page shows, looking again and again. */
export async function shows(page: Page, words: string | RegExp): Promise<void> {
  const end = Date.now() + SOON;
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

/** Ends whatever a test that failed has left. */
export async function calm(): Promise<void> {
  interface Live {
    needs_you: { operation_id: string; question_kind?: string }[];
    running: unknown[];
  }
  const end = Date.now() + SOON;
  for (;;) {
    const seen = await api<Live>("GET", "/operations?recent=0");
    if (seen.needs_you.length + seen.running.length === 0) {
      return;
    }
    for (const one of seen.needs_you.filter((each) => each.question_kind)) {
      await abort(one.operation_id).catch(() => {});
    }
    if (Date.now() > end) {
      throw new Error(`they do not end: ${JSON.stringify(seen)}`);
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

/** Ends an operation that asks. */
export async function abort(id: string): Promise<void> {
  const answer = await fetch(new URL(`/console/api/operations/${id}`, system), { headers: HEADERS });
  const view = (await answer.json()) as { operation: { question: { id: string }; target: { cluster_id: string } } };
  await api(
    "POST",
    `/operations/${id}/answer`,
    { question_id: view.operation.question.id, action: "abort", confirm: view.operation.target.cluster_id },
    { "if-match": answer.headers.get("etag") ?? "" },
  );
}

/** Stops an execution as somebody with the AWS CLI does. */
export async function stopExecution(arn: string): Promise<void> {
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
