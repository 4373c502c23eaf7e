import { signal } from "@preact/signals";
import { heard } from "./clock";
import { authorization, signedIn } from "./login";
import type { Freeze, OperationView, Planned, Session } from "./types";

/** Since when the server has given no answer, or an empty text. */
export const unreachable = signal("");
/** True once the API says that nobody is signed in. */
export const signedOut = signal(false);
/** The freeze as it was last seen; it is in sight on every page. */
export const freeze = signal<Freeze | null>(null);
export const session = signal<Session | null>(null);

/** A request that was not carried out: what is wrong, all of it, and what is so now. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly problems: string[];
  readonly operation: OperationView | undefined;
  readonly plan: Planned | undefined;

  constructor(status: number, body: Record<string, unknown>) {
    const problems = Array.isArray(body.problems) ? body.problems.map(String) : [];
    super(problems[0] ?? String(body.detail ?? body.message ?? `The server answered ${status}.`));
    this.status = status;
    this.code = String(body.code ?? status);
    this.problems = problems.length > 0 ? problems : [this.message];
    this.operation = body.operation as OperationView | undefined;
    this.plan = body.plan as Planned | undefined;
  }
}

/** The server gave no answer at all. */
export class NoAnswer extends Error {
  constructor() {
    super("The server gives no answer. What was sent may have arrived: look before you send it again.");
  }
}

export interface Answer<T> {
  data: T | undefined;
  etag: string;
}

interface Sent {
  body?: unknown;
  etag?: string;
  seen?: string;
  key?: string;
}

/** Sends a request; an answer without data says that nothing has changed. */
export async function call<T>(method: string, path: string, sent: Sent = {}): Promise<Answer<T>> {
  if (!signedIn()) {
    signedOut.value = true;
    throw new Refusal(401, { detail: "Nobody is signed in." });
  }
  const headers: Record<string, string> = { ...authorization(), "x-rds-maint-console": "1" };
  if (sent.body !== undefined) {
    headers["content-type"] = "application/json";
  }
  if (sent.etag) {
    headers["if-match"] = sent.etag;
  }
  if (sent.seen) {
    headers["if-none-match"] = sent.seen;
  }
  if (sent.key) {
    headers["idempotency-key"] = sent.key;
  }
  let answer: Response;
  try {
    answer = await fetch(`api${path}`, {
      method,
      headers,
      cache: "no-store",
      ...(sent.body === undefined ? {} : { body: JSON.stringify(sent.body) }),
    });
  } catch {
    unreachable.value ||= new Date().toISOString();
    throw new NoAnswer();
  }
  if (answer.status >= 502 && answer.status <= 504 && !isProblem(answer)) {
    unreachable.value ||= new Date().toISOString();
    throw new NoAnswer();
  }
  unreachable.value = "";
  heard(answer.headers.get("x-rds-maint-now"));
  if (answer.status === 401) {
    signedOut.value = true;
  }
  if (answer.status === 304) {
    return { data: undefined, etag: sent.seen ?? "" };
  }
  const body = (await json(answer)) as Record<string, unknown>;
  if (answer.status === 429) {
    // The gateway's own answer: the function was not asked.
    throw new Refusal(429, {
      code: "TooManyRequests",
      detail: "Too many requests at once. Nothing was done: try again.",
    });
  }
  if (!answer.ok) {
    throw new Refusal(answer.status, body);
  }
  signedOut.value = false;
  if ("freeze" in body) {
    freeze.value = body.freeze as Freeze | null;
  }
  return { data: body as T, etag: answer.headers.get("etag") ?? "" };
}

function isProblem(answer: Response): boolean {
  return (answer.headers.get("content-type") ?? "").startsWith("application/problem+json");
}

async function json(answer: Response): Promise<unknown> {
  try {
    return await answer.json();
  } catch {
    return {};
  }
}

export async function get<T>(path: string): Promise<T> {
  return (await call<T>("GET", path)).data as T;
}

/** What makes a start one, however often it is sent. */
export function newKey(): string {
  return crypto.randomUUID();
}

const ROLES = ["viewer", "operator", "admin"];

/** Whether whoever is signed in may do what takes a role; the server checks it, too. */
export function may(role: "operator" | "admin"): boolean {
  return ROLES.indexOf(session.value?.role ?? "") >= ROLES.indexOf(role);
}

export function enc(part: string): string {
  return encodeURIComponent(part);
}
