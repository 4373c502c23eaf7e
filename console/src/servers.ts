// How the servers of a recovery plan stand, read from an operation's steps: of each what its newest attempt gave.

import type { Operation, Step } from "./types";
import { between } from "./words";

export interface Server {
  id: string;
  host: string;
  state: "waiting" | "launching" | "launched" | "well" | "failed" | "terminated";
  attempts: number;
  instance: string;
  failed: string;
  /** Seconds from the start, in a recovery from its declaration, until it was well. */
  rto: number | undefined;
  /** By how many of them it may have been quicker: what lay between two looks. */
  within: number | undefined;
}

export interface Wave {
  name: string;
  verdict: string;
  servers: Server[];
}

type Fields = Record<string, unknown>;

function fields(value: unknown): Fields {
  return value !== null && typeof value === "object" && !Array.isArray(value) ? (value as Fields) : {};
}

function words(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** A step with what this page otherwise does not read. */
function told(step: Step): { parameters: Fields; memo: Fields; result: Fields } {
  const all = step as unknown as { planned: { parameters?: unknown }; memo?: unknown; result?: unknown };
  return { parameters: fields(all.planned.parameters), memo: fields(all.memo), result: fields(all.result) };
}

interface Known {
  attempts: number;
  launched: boolean;
  instance: string;
  failed: string;
  healthyAt: string;
  healthyAfter: string;
}

const NOTHING: Known = { attempts: 0, launched: false, instance: "", failed: "", healthyAt: "", healthyAfter: "" };

function learn(known: Known, from: Fields): Known {
  const healthyAt = words(from.healthy_at);
  return {
    ...known,
    launched: known.launched || words(from.ec2) !== "",
    instance: words(from.ec2) || known.instance,
    failed: words(from.failed),
    healthyAt: words(from.failed) ? "" : healthyAt || known.healthyAt,
    healthyAfter: healthyAt ? words(from.healthy_after) : known.healthyAfter,
  };
}

function begun(step: Step): boolean {
  return step.state !== "pending" && step.state !== "skipped";
}

/** What the steps of a wave tell of a server. */
function known(steps: Step[], id: string): Known {
  let all = NOTHING;
  for (const step of steps.filter(begun)) {
    const { parameters, memo, result } = told(step);
    const asked = Array.isArray(parameters.servers) ? parameters.servers : [];
    if (step.planned.action === "start_recovery" && asked.includes(id)) {
      all = { ...NOTHING, attempts: typeof parameters.attempt === "number" ? parameters.attempt : 1 };
    } else if (["await_launch", "check_health"].includes(step.planned.action)) {
      if (id in fields(memo.seen)) {
        all = { ...all, launched: true };
      }
      if (id in fields(memo.well)) {
        all = learn(all, fields(fields(memo.well)[id]));
      }
      if (id in fields(result.servers)) {
        all = learn(all, fields(fields(result.servers)[id]));
      }
    }
  }
  return all;
}

function state(one: Known, ended: boolean): Server["state"] {
  if (one.failed) {
    return "failed";
  }
  if (ended && one.launched) {
    return "terminated";
  }
  return one.healthyAt ? "well" : one.launched ? "launched" : one.attempts > 0 ? "launching" : "waiting";
}

/** True of an operation that launches servers. */
export function launches(op: Operation): boolean {
  return op.type === "drs_recovery" && Object.keys(fields(op.baseline.waves)).length > 0;
}

/** The servers by wave, in the plan's order. */
export function servers(op: Operation): Wave[] {
  const from = words(op.parameters.declared_at) || op.created_at;
  const ended = op.steps.some(
    (step) =>
      step.planned.action === "terminate_drill" &&
      step.state === "completed" &&
      told(step).result.left === 0 &&
      told(step).parameters.earlier !== true,
  );
  return Object.entries(fields(op.baseline.waves)).map(([name, hosts]) => {
    const steps = op.steps.filter((step) => told(step).parameters.wave === name);
    const judged = steps.filter((step) => step.planned.action === "judge_wave" && step.state === "completed").at(-1);
    return {
      name,
      verdict: judged ? words(told(judged).result.verdict) : "",
      servers: Object.entries(fields(hosts)).map(([id, host]) => {
        const one = known(steps, id);
        return {
          id,
          host: words(host) || id,
          state: state(one, ended),
          attempts: one.attempts,
          instance: one.instance,
          failed: one.failed,
          rto: one.healthyAt ? between(from, one.healthyAt) : undefined,
          within: one.healthyAt && one.healthyAfter ? between(one.healthyAfter, one.healthyAt) : undefined,
        };
      }),
    };
  });
}
