import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Link, useLocation } from "wouter-preact";
import { call, enc, get, may, NoAnswer, newKey, Refusal, session } from "../api";
import { warn } from "../notice";
import { Fields } from "../parts/fields";
import { Command, LocalFirst, Panel, Problems } from "../parts/small";
import { sorted } from "../plan";
import type { Choices, History, Planned, Row, Started, TypeInfo } from "../types";
import { quoted, stateWords, text } from "../words";

type Values = Record<string, unknown>;

const PAUSE = 700;

function wait(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, PAUSE));
}

/** Looks until something is no longer under way; a server that is gone for a moment is asked again. */
async function until<T extends { state: string }>(path: string, underWay: string): Promise<T> {
  for (;;) {
    try {
      const seen = await get<T>(path);
      if (seen.state !== underWay) {
        return seen;
      }
    } catch (e) {
      if (!(e instanceof NoAnswer)) {
        throw e;
      }
    }
    await wait();
  }
}

function Lines(props: { title: string; lines: string[]; kind?: string }) {
  return props.lines.length === 0 ? null : (
    <>
      <h3>{props.title}</h3>
      <ul class={props.kind ?? ""}>
        {props.lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </>
  );
}

/** A plan: what is done, interrupted and asked, before the button. */
function PlanView(props: { planned: Planned }) {
  const plan = sorted(props.planned.plan ?? []);
  return (
    <>
      <p class="summary">{props.planned.summary ?? props.planned.cause}</p>
      {props.planned.state === "refused" && plan.refused.length === 0 ? (
        <Problems title="Not possible as things are." problems={(props.planned.cause ?? "").split(" | ")} />
      ) : null}
      <Lines title="Would be refused" lines={plan.refused} kind="bad" />
      <Lines title="Interruptions" lines={plan.interruptions} kind="strong" />
      <Lines title="You will be asked about, before the first change" lines={plan.asked} kind="asks" />
      <Lines title="Warnings" lines={plan.warnings} />
      <Lines title="Costs" lines={plan.costs} />
      {plan.steps.length > 0 ? <h3>Steps</h3> : null}
      <ol class="plan">
        {plan.steps.map((step) => (
          <li key={step.name}>
            {step.name} <span class="meta">{step.detail}</span>
            {step.gate ? <span class="tag">asks first: {step.gate}</span> : null}
          </li>
        ))}
      </ol>
      <Lines title="Notes" lines={plan.notes} />
      {plan.checked.map((line) => (
        <details key={line}>
          <summary>
            {/^CHECKED \d+ things/.exec(line)?.[0].toLowerCase().replace("checked", "Checked") ?? "Checked"}
          </summary>
          <p class="meta">{line}</p>
        </details>
      ))}
    </>
  );
}

/** Whoever holds the target: told before a plan is made, as a start would be refused. */
function Busy(props: { live: Row[]; name: string }) {
  return (
    <>
      {props.live.map((row) => (
        <p key={row.operation_id} class="held" role="status">
          <strong>{props.name} is held</strong> by{" "}
          <Link href={`/operations/${enc(row.operation_id)}`}>
            {row.operation_type.replaceAll("_", " ")} {row.operation_id}
          </Link>{" "}
          ({stateWords(row.operation_state, row.ending)}). A plan can be made; a start is refused until that has ended.
        </p>
      ))}
    </>
  );
}

/** What a type works on, as the label of a field. */
function named(type: TypeInfo): string {
  return type.target.word.replace(/^./, (c) => c.toUpperCase());
}

/** Type, target, parameters, plan, and only then the button that starts that very plan. */
export function Start(props: { type?: string | undefined; region?: string | undefined; target?: string | undefined }) {
  const [, go] = useLocation();
  const types = useSignal<TypeInfo[]>([]);
  const problem = useSignal("");
  const targets = useSignal<Choices["choices"]>([]);
  const listed = useSignal(false);
  const parameters = useSignal<Values>({});
  const options = useSignal<Values>({});
  const planned = useSignal<Planned | undefined>(undefined);
  const asked = useSignal<Values>({});
  const refused = useSignal<string[]>([]);
  const changed = useSignal(false);
  const stage = useSignal<"" | "planning" | "starting">("");
  const key = useSignal("");
  const live = useSignal<Row[]>([]);

  const region = props.region ?? session.value?.region ?? "";
  const type = types.value.find((one) => one.type === props.type);

  useEffect(() => {
    get<{ types: TypeInfo[] }>("/types")
      .then((answer) => {
        types.value = answer.types;
      })
      .catch((e: unknown) => {
        problem.value = e instanceof Error ? e.message : String(e);
      });
  }, []);
  useEffect(() => {
    planned.value = undefined;
    refused.value = [];
    parameters.value = {};
    targets.value = [];
    listed.value = false;
    if (props.type && region) {
      get<Choices>(`/types/${enc(props.type)}/targets?region=${enc(region)}`)
        .then((answer) => {
          targets.value = answer.choices;
          listed.value = true;
        })
        .catch((e: unknown) => {
          problem.value = e instanceof Error ? e.message : String(e);
        });
    }
  }, [props.type, region]);
  useEffect(() => {
    planned.value = undefined;
    refused.value = [];
  }, [props.target]);
  const kind = type?.target.kind;
  useEffect(() => {
    let other = false;
    live.value = [];
    if (kind && region && props.target) {
      get<History>(`/targets/${enc(kind)}/${enc(region)}/${enc(props.target)}?limit=1`)
        .then((answer) => {
          live.value = other ? [] : answer.live;
        })
        // Whether it is held is told by the start, too.
        .catch(() => {});
    }
    return () => {
      other = true;
    };
  }, [kind, region, props.target]);

  const request = (): Values => ({
    type: type?.type,
    ...(type ? { [type.target.field]: props.target } : {}),
    region,
    ...options.value,
    params: parameters.value,
  });
  const touched = (): void => {
    planned.value = undefined;
    changed.value = false;
  };
  const failed = (e: unknown): void => {
    if (e instanceof Refusal) {
      refused.value = e.problems;
    } else {
      warn(e instanceof Error ? e.message : String(e));
    }
  };
  const plan = async (event: Event): Promise<void> => {
    event.preventDefault();
    refused.value = [];
    planned.value = undefined;
    changed.value = false;
    stage.value = "planning";
    const wanted = request();
    try {
      const begun = await call<{ name: string }>("POST", "/plans", { body: wanted, key: newKey() });
      const seen = await until<Planned>(`/plans/${enc(begun.data?.name ?? "")}`, "planning");
      asked.value = wanted;
      planned.value = seen;
      key.value = newKey();
    } catch (e) {
      failed(e);
    } finally {
      stage.value = "";
    }
  };
  const start = async (): Promise<void> => {
    refused.value = [];
    stage.value = "starting";
    try {
      // The same key until something comes of it: sent twice, it is started once.
      const begun = await call<{ name: string }>("POST", "/operations", {
        body: { ...asked.value, plan_hash: planned.value?.plan_hash },
        key: key.value,
      });
      const seen = await until<Started>(`/starts/${enc(begun.data?.name ?? "")}`, "starting");
      if (seen.operation_id) {
        go(`/operations/${enc(seen.operation_id)}`);
      } else {
        refused.value = [seen.summary ?? "Nothing was started."];
      }
    } catch (e) {
      if (e instanceof Refusal && e.plan) {
        changed.value = true;
        planned.value = { ...e.plan, name: "", state: "planned" };
        key.value = newKey();
      } else {
        failed(e);
        if (e instanceof Refusal) {
          key.value = newKey();
        }
      }
    } finally {
      stage.value = "";
    }
  };
  const choose = (name: string): void =>
    go(`/start/${enc(props.type ?? "")}/${enc(region)}${name ? `/${enc(name)}` : ""}`);
  const command = `scripts/start ${props.type ?? ""} ${props.target ?? ""} ${Object.entries(parameters.value)
    .map(([name, value]) => quoted(`${name}=${Array.isArray(value) ? value.join(",") : text(value)}`))
    .join(" ")}`.trim();

  return (
    <>
      <h1>Plan and start</h1>
      {problem.value ? <Problems title="A list could not be read." problems={[problem.value]} /> : null}
      <Panel title="1. What">
        <div class="cards" role="radiogroup" aria-label="Type of operation">
          {types.value.map((one) => (
            <label key={one.type} class="option">
              <input
                type="radio"
                name="type"
                value={one.type}
                checked={one.type === props.type}
                onChange={() =>
                  go(
                    `/start/${enc(one.type)}${region ? `/${enc(region)}` : ""}${props.target ? `/${enc(props.target)}` : ""}`,
                  )
                }
              />
              <span class="title">{one.type.replaceAll("_", " ")}</span>
              <span class="consequence">{one.words}</span>
            </label>
          ))}
        </div>
      </Panel>
      {type ? (
        <Panel title={`2. Which ${type.target.word}`}>
          {(session.value?.regions.length ?? 0) > 1 ? (
            <label>
              Region
              <select value={region} onChange={(e) => go(`/start/${enc(type.type)}/${enc(e.currentTarget.value)}`)}>
                {session.value?.regions.map((one) => (
                  <option key={one}>{one}</option>
                ))}
              </select>
            </label>
          ) : null}
          {listed.value && targets.value.length === 0 ? (
            <>
              <label>
                {named(type)}
                <input value={props.target ?? ""} required onChange={(e) => choose(e.currentTarget.value.trim())} />
              </label>
              <p class="meta">Nothing of this kind is listed here: type its name.</p>
            </>
          ) : (
            <label>
              {named(type)}
              <select value={props.target ?? ""} onChange={(e) => choose(e.currentTarget.value)}>
                <option value="">choose …</option>
                {targets.value.map((one) => (
                  <option key={one.value} value={one.value}>
                    {one.value} ({one.words})
                  </option>
                ))}
                {props.target && !targets.value.some((one) => one.value === props.target) ? (
                  <option value={props.target}>{props.target}</option>
                ) : null}
              </select>
            </label>
          )}
          <Busy live={live.value} name={props.target ?? ""} />
        </Panel>
      ) : null}
      {type && props.target ? (
        <form onSubmit={plan}>
          <Panel title="3. How">
            <Fields
              key={`${type.type}/${region}/${props.target}`}
              type={type}
              region={region}
              target={props.target}
              parameters={parameters}
              options={options}
              touched={touched}
            />
            {refused.value.length > 0 ? <Problems title="Nothing was begun." problems={refused.value} focused /> : null}
            {may("operator") ? (
              <button type="submit" class={planned.value ? "" : "primary"} disabled={stage.value !== ""}>
                {stage.value === "planning" ? "Planning …" : planned.value ? "Plan again" : "Make the plan"}
              </button>
            ) : (
              <p class="meta">You may look; planning and starting take the role operator.</p>
            )}
            <details>
              <summary>The same by a command</summary>
              <LocalFirst />
              <Command words={`${command} --dry-run`} />
            </details>
          </Panel>
        </form>
      ) : null}
      {planned.value ? (
        <Panel
          title="4. The plan"
          kind={planned.value.state === "refused" ? "bad" : "good"}
          key={planned.value.plan_hash}
          focused
        >
          {changed.value ? (
            <div class="panel asks" role="alert">
              <strong>The plan is another one now, and nothing was started.</strong> This is the new one; look at it,
              and start it if it is right.
            </div>
          ) : null}
          <PlanView planned={planned.value} />
          {planned.value.state === "planned" ? (
            <button type="button" class="primary" onClick={start} disabled={stage.value !== ""}>
              {stage.value === "starting" ? "Starting …" : "Start this plan"}
            </button>
          ) : null}
        </Panel>
      ) : null}
    </>
  );
}
