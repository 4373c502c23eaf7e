import { may } from "../api";
import { since } from "../clock";
import type { OperationView, Step } from "../types";
import { about, between, counted, ended, seconds, sign, stepWords, took } from "../words";

const BY_NAME = "pause_before names";

/** The steps to come that ask because somebody named them; other gates are the operation's own. */
export function gatesByName(steps: Step[]): string[] {
  return steps
    .filter((step) => step.state === "pending" && (step.planned.gate ?? "").startsWith(BY_NAME))
    .map((step) => step.planned.name);
}

function timing(step: Step, now: string): string {
  const usual = about(seconds(step.planned.expected));
  if (!step.started_at) {
    return ["completed", "failed", "skipped"].includes(step.state) ? "" : `about ${usual}`;
  }
  const asked = step.memo?.asked_seconds ?? 0;
  if (["completed", "failed", "skipped"].includes(step.state)) {
    return took(between(step.started_at, step.completed_at ?? now) - asked);
  }
  return `${took(between(step.started_at, now) - asked)}, usually ${usual}`;
}

/** How far what is counted is, as a bar. */
function Counted(props: { condition: string }) {
  const count = counted(props.condition);
  return count ? (
    <progress max={count.all} value={count.done} aria-label={`${count.done} of ${count.all} are done`} />
  ) : null;
}

/** All steps, live, each to come with a switch to ask first. */
export function Steps(props: { view: OperationView; toggle: (name: string, ask: boolean) => void; busy: boolean }) {
  const { operation: op } = props.view;
  const now = since(props.view.now);
  const over = ended(op.state);
  const asks = op.question !== undefined;
  return (
    <ol class="steps">
      {op.steps.map((step, i) => {
        const current = i === op.index && !over;
        const held = current && step.state === "pending" && step.wait_condition !== undefined;
        const gate = step.planned.gate ?? "";
        const toCome = step.state === "pending" && !over && (!current || !asks);
        const named = gate.startsWith(BY_NAME);
        const words = stepWords(step.state, step.started_at !== undefined);
        return (
          <li
            key={i}
            class={`step ${words.replaceAll(" ", "_")} ${current ? "current" : ""}`}
            aria-current={current ? "step" : undefined}
          >
            <span class="sign" aria-hidden="true">
              {sign(words.replaceAll(" ", "_"), current, asks, held)}
            </span>
            <span class="name">
              {step.planned.name}
              {words === "not begun" ? (
                <span class="tag">{words}</span>
              ) : (
                <span class="visually-hidden">, {words}</span>
              )}
              {step.planned.disruptive ? (
                <span class="tag" title="takes service away from clients while it runs">
                  disruptive
                </span>
              ) : null}
              {step.attempt > 1 ? <span class="tag">attempt {step.attempt}</span> : null}
            </span>
            <span class="timing">{timing(step, current && op.question ? op.question.asked_at : now)}</span>
            {current && !asks && step.wait_condition ? (
              <span class="condition">
                waiting for {step.wait_condition}
                <Counted condition={step.wait_condition} />
              </span>
            ) : null}
            {toCome && gate && !named ? <span class="condition">asks first: {gate}</span> : null}
            {toCome && (!gate || named) && may("operator") ? (
              <label class="switch">
                <input
                  type="checkbox"
                  role="switch"
                  aria-checked={named}
                  aria-label={`Ask before ${step.planned.name}`}
                  checked={named}
                  disabled={props.busy}
                  onChange={(e) => {
                    props.toggle(step.planned.name, e.currentTarget.checked);
                    // The switch shows what is stored, not what was wished.
                    e.currentTarget.checked = named;
                  }}
                />
                <span aria-hidden="true">ask first</span>
              </label>
            ) : toCome && named ? (
              <span class="condition">asks first</span>
            ) : null}
          </li>
        );
      })}
    </ol>
  );
}
