import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { Link } from "wouter-preact";
import { type Answer, call, enc, get, may, newKey, Refusal, session } from "../api";
import { since } from "../clock";
import { say, warn } from "../notice";
import { TargetPanel, targetOf } from "../parts/cluster";
import { EditDialog } from "../parts/edit";
import { LogPanel } from "../parts/log";
import { QuestionPanel } from "../parts/question";
import { ServersPanel } from "../parts/servers";
import { At, Command, LocalFirst, Panel, Problems, State, When } from "../parts/small";
import { gatesByName, Steps } from "../parts/steps";
import { type Polled, usePoll } from "../poll";
import { launches } from "../servers";
import type { Operation, OperationView, Started } from "../types";
import { between, ended, quoted, stateWords, text, took, windowWords } from "../words";

/** How often a pause is asked for anew of an operation that moves on meanwhile. */
const TRIES = 4;

/** Makes a change on what is seen; what is so now is shown whatever comes of it. */
function useChange(polled: Polled<OperationView>) {
  const busy = useSignal(false);
  const sent = async (method: string, path: string, body: unknown, tries: number): Promise<Answer<OperationView>> => {
    try {
      return await call<OperationView>(method, path, {
        etag: polled.etag.value,
        ...(body === undefined ? {} : { body }),
      });
    } catch (e) {
      if (tries > 1 && e instanceof Refusal && e.status === 412) {
        await polled.look();
        return sent(method, path, body, tries - 1);
      }
      throw e;
    }
  };
  /** What is right however far the operation has come meanwhile may be tried more than once. */
  const change = async (method: string, path: string, body: unknown, words: string, tries = 1): Promise<void> => {
    busy.value = true;
    try {
      const answer = await sent(method, path, body, tries);
      if (answer.data) {
        polled.show(answer.data, answer.etag);
      }
      say(words);
    } catch (e) {
      warn(
        e instanceof Refusal
          ? `${e.status === 412 || e.status === 409 ? "It has changed meanwhile. " : ""}${e.problems.join(" ")} This is how it is now.`
          : String(e instanceof Error ? e.message : e),
      );
      void polled.look();
    } finally {
      busy.value = false;
    }
  };
  return { busy, change };
}

function Head(props: { view: OperationView }) {
  const { operation: op, overview } = props.view;
  const now = since(props.view.now);
  const target = targetOf(op);
  const over = ended(op.state);
  const done = op.steps.filter((step) => ["completed", "skipped", "failed"].includes(step.state)).length;
  return (
    <header class="head">
      <h1>
        {op.type.replaceAll("_", " ")} of{" "}
        <Link href={`/targets/${enc(target.kind)}/${enc(target.region)}/${enc(target.name)}`}>{target.name}</Link>
      </h1>
      <p class="line">
        <State
          state={op.state}
          ending={op.ending}
          asks={op.question !== undefined}
          stalled={op.owner.stalled && !over}
        />
        {op.resumes_to === "rolling_back" ? <span class="tag">while rolling back</span> : null}
        <span class="meta">
          {over ? (
            <>
              took {took(between(op.created_at, op.ended_at ?? now))}, ended{" "}
              <When time={op.ended_at ?? now} now={now} />
            </>
          ) : (
            <>
              step {Math.min(op.index + 1, op.steps.length)} of {op.steps.length}, began{" "}
              <When time={op.created_at} now={now} />
              {overview.estimated_end ? (
                <>
                  , ends about <At time={overview.estimated_end} now={now} />
                </>
              ) : null}
            </>
          )}
          {op.origin?.requested_by ? ` · asked for by ${op.origin.requested_by}` : ""}
          {op.origin?.reason ? `: ${op.origin.reason}` : ""}
        </span>
      </p>
      <progress max={op.steps.length} value={done} aria-label={`${done} of ${op.steps.length} steps have ended`} />
    </header>
  );
}

function End(props: { op: Operation }) {
  const { op } = props;
  const words: Record<string, string> = {
    completed: "Completed.",
    marked_complete: "Marked complete.",
    rolled_back: "Rolled back: what was changed is as before.",
    aborted: "Aborted: it stopped where it was.",
    failed: "Failed.",
  };
  const word = stateWords(op.state, op.ending).replaceAll(" ", "_");
  return (
    <Panel title={words[word] ?? word} kind={op.state === "completed" ? "good" : ""}>
      <ul>
        {op.report.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {op.residue.length > 0 ? (
        <>
          <h3>Left behind, yours to remove or keep</h3>
          <ul>
            {op.residue.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </>
      ) : null}
    </Panel>
  );
}

function TakeOver(props: { op: Operation; etag: string; look: () => void }) {
  const state = useSignal("");
  const go = async (): Promise<void> => {
    state.value = "An execution is started that takes it over …";
    try {
      const begun = await call<{ name: string }>("POST", `/operations/${enc(props.op.id)}/takeover`, {
        etag: props.etag,
        key: newKey(),
      });
      for (let i = 0; i < 60 && begun.data; i++) {
        await new Promise((resolve) => setTimeout(resolve, 1_000));
        const course = await get<Started>(`/starts/${enc(begun.data.name)}`);
        if (course.state !== "starting") {
          break;
        }
      }
      state.value = "";
      say("Taken over.");
    } catch (e) {
      state.value = "";
      warn(e instanceof Error ? e.message : String(e));
    }
    props.look();
  };
  return (
    <div class="panel bad" role="alert">
      <p>
        <strong>Nobody runs it:</strong> its execution ended. Nothing moves until somebody takes it over.
      </p>
      {may("admin") ? (
        <button type="button" class="primary" onClick={go} disabled={state.value !== ""}>
          {state.value || "Take it over"}
        </button>
      ) : (
        <p class="meta">Taking over takes the role admin.</p>
      )}
    </div>
  );
}

function Details(props: { op: Operation }) {
  const { op } = props;
  const arn = op.owner.execution_arn;
  const region = arn.split(":")[3] ?? op.target.region;
  const { schedule, guard_alarms, watch_minutes, wait_timeout_seconds } = op.options;
  const request = (action: Record<string, unknown>): string =>
    `aws lambda invoke --region ${region} --function-name ${arn.split(":")[6] ?? ""}:people --cli-binary-format raw-in-base64-out --payload ${quoted(JSON.stringify(action))} /dev/stdout`;
  return (
    <Panel title="Details">
      <dl class="facts">
        <dt>Operation</dt>
        <dd>
          <code>{op.id}</code>
        </dd>
        <dt>Parameters</dt>
        <dd>
          <ul class="plain">
            {Object.entries(op.parameters).map(([name, value]) => (
              <li key={name}>
                {name}: {text(value)}
              </li>
            ))}
          </ul>
        </dd>
        <dt>Window</dt>
        <dd>
          {windowWords(schedule?.window)}
          {schedule?.not_before ? `, not before ${schedule.not_before}` : ""}, outside:{" "}
          {(schedule?.outside ?? "wait").toLowerCase()}
        </dd>
        <dt>Longest wait</dt>
        <dd>{wait_timeout_seconds ? took(wait_timeout_seconds) : "each step's own"}</dd>
        {guard_alarms && guard_alarms.length > 0 ? (
          <>
            <dt>Guard alarms</dt>
            <dd>{guard_alarms.join(", ")}</dd>
          </>
        ) : null}
        {watch_minutes ? (
          <>
            <dt>Watched for</dt>
            <dd>{watch_minutes} min</dd>
          </>
        ) : null}
        <dt>Execution</dt>
        <dd>
          {session.value?.local === false ? (
            <a
              href={`https://${region}.console.aws.amazon.com/states/home?region=${region}#/v2/executions/details/${encodeURIComponent(arn)}`}
              rel="noreferrer"
              target="_blank"
            >
              {arn.split(":").at(-1)} in Step Functions' console
            </a>
          ) : (
            <code>{arn.split(":").at(-1)}</code>
          )}
        </dd>
      </dl>
      <details>
        <summary>The same by commands</summary>
        <LocalFirst />
        <Command words={`scripts/status ${op.id} --watch`} />
        <Command words={request({ action: "status", operation_id: op.id })} />
        <Command words={`aws stepfunctions describe-execution --region ${region} --execution-arn ${arn}`} />
        {ended(op.state) ? null : (
          <>
            <Command words={`scripts/pause ${op.id}`} />
            <Command words={`scripts/edit ${op.id} --window ${windowWords(schedule?.window)}`} />
            <Command words={request({ action: "resume", operation_id: op.id, edit: { pause_before: ["next"] } })} />
          </>
        )}
      </details>
    </Panel>
  );
}

/** How long an answer may take to reach the operation before its question is shown again, and how often to look; milliseconds. */
const LONG = 30_000;
const OFTEN = 400;

/** What follows an answer, until the operation has taken it. */
function Answered(props: { words: string }) {
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    panel.current?.focus();
    // Where the question stood there will be something else: whoever listens goes on from the top of it.
    return () => document.getElementById("main")?.focus({ preventScroll: true });
  }, []);
  return (
    <section ref={panel} tabIndex={-1} class="panel answered" aria-labelledby="answered-title">
      <h2 id="answered-title">{props.words}</h2>
      <p class="meta">The operation takes the answer now: what it does next shows here in a moment.</p>
    </section>
  );
}

/** One operation: the question first, then what is done and what it is done to. */
export function OperationPage(props: { id: string }) {
  const path = `/operations/${enc(props.id)}`;
  const polled = usePoll<OperationView>(path, (seen) => !ended(seen.operation.state));
  const editing = useSignal(false);
  const { busy, change } = useChange(polled);
  const answered = useSignal<{ question: string; words: string } | undefined>(undefined);
  const view = polled.data.value;
  const asked = view?.operation.question?.id;
  // The execution takes an answer some moments after it was given: what follows is looked for at once.
  useEffect(() => {
    const end = Date.now() + LONG;
    let gone = false;
    const follow = async (): Promise<void> => {
      while (!gone && Date.now() < end) {
        await new Promise((resolve) => setTimeout(resolve, OFTEN));
        await polled.look();
      }
      if (!gone) {
        answered.value = undefined;
      }
    };
    if (answered.value) {
      void follow();
    }
    return () => {
      gone = true;
    };
  }, [answered.value]);
  useEffect(() => {
    if (answered.value && asked !== answered.value.question) {
      answered.value = undefined;
    }
  }, [asked, answered.value]);
  useEffect(() => {
    document.title = view ? `${targetOf(view.operation).name}: ${view.operation.state}` : "rds-maint-machine";
    return () => {
      document.title = "rds-maint-machine";
    };
  }, [view]);
  if (!view) {
    const error = polled.error.value;
    return error instanceof Refusal ? (
      <Problems title="There is nothing to show." problems={error.problems} />
    ) : (
      <p class="wait">{error ? error.message : "Looking …"}</p>
    );
  }
  const op = view.operation;
  const over = ended(op.state);
  const toggle = (name: string, ask: boolean): void => {
    const gates = gatesByName(op.steps).filter((one) => one !== name);
    void change(
      "PATCH",
      path,
      { pause_before: ask ? [...gates, name] : gates },
      ask ? `It will ask before ${name}.` : `It no longer asks before ${name}.`,
    );
  };
  return (
    <>
      <Head view={view} />
      {op.owner.stalled && !over ? <TakeOver op={op} etag={polled.etag.value} look={polled.look} /> : null}
      {op.question && op.question.id === answered.value?.question ? <Answered words={answered.value.words} /> : null}
      {op.question && op.question.id !== answered.value?.question ? (
        <QuestionPanel
          answered={(words) => {
            answered.value = { question: op.question?.id ?? "", words };
          }}
          view={view}
          etag={polled.etag.value}
          show={polled.show}
          look={polled.look}
          key={op.question.id}
        />
      ) : null}
      {over ? <End op={op} /> : null}
      <div class="columns">
        <Panel
          title="Steps"
          aside={
            !over && may("operator") ? (
              <span class="line">
                {op.question ? null : (
                  <button
                    type="button"
                    disabled={busy.value}
                    onClick={() =>
                      change("POST", `${path}/pause`, undefined, "It will ask before the next step.", TRIES)
                    }
                  >
                    Pause
                  </button>
                )}
                <button type="button" disabled={busy.value} onClick={() => (editing.value = true)}>
                  Window and deadline…
                </button>
              </span>
            ) : null
          }
        >
          <Steps view={view} toggle={toggle} busy={busy.value} />
        </Panel>
        {launches(op) ? (
          <ServersPanel op={op} />
        ) : (
          <TargetPanel
            {...targetOf(op)}
            operation={op}
            asOf={view.now}
            title={`${targetOf(op).name}: before, now, planned`}
          />
        )}
      </div>
      <LogPanel id={op.id} count={view.log_entries} now={view.now} />
      <Details op={op} />
      <EditDialog
        op={op}
        open={editing.value}
        close={() => (editing.value = false)}
        change={(edit) => change("PATCH", path, edit, "Changed.")}
      />
      {session.value === null ? null : <p class="meta">Seen {view.now.slice(0, 19)}Z</p>}
    </>
  );
}
