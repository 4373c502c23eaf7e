import { useSignal } from "@preact/signals";
import { call, enc, may, Refusal, session } from "../api";
import { since } from "../clock";
import { warn } from "../notice";
import type { OperationView, Option } from "../types";
import { ago, answerWord, at, between, follows, targetName } from "../words";
import { Command, LocalFirst, Problems } from "./small";

/** How long what was seen is told as what is; seconds. */
const FRESH = 300;

const ACTIONS: Record<string, string> = {
  continue: "Continue",
  rollback: "Roll back",
  abort: "Abort",
  mark_complete: "Mark complete",
};

function title(option: Option): string {
  const word = ACTIONS[option.action] ?? option.action;
  return option.choice ? `${word}: ${option.choice}` : word;
}

/** Where to read what to do about it. */
function Runbook(props: { code: string }) {
  return (
    <p class="meta">
      What to do:{" "}
      <a href={`${session.value?.runbook || "runbook.html"}#${props.code}`} rel="noreferrer" target="_blank">
        runbook, {props.code}
      </a>
    </p>
  );
}

/** The open question: how things stand, why it is asked, what each answer does; nothing is ever assumed. */
export function QuestionPanel(props: {
  view: OperationView;
  etag: string;
  answered: (words: string) => void;
  show: (v: OperationView, e: string) => void;
  look: () => void;
}) {
  const { view } = props;
  const now = since(view.now);
  const op = view.operation;
  const question = op.question;
  const chosen = useSignal("");
  const comment = useSignal("");
  const by = useSignal("");
  const typed = useSignal("");
  const sending = useSignal(false);
  const refused = useSignal<string[]>([]);
  const unsure = useSignal("");
  if (!question) {
    return null;
  }
  const name = targetName(op.target);
  const option = question.options.find((one) => answerWord(one) === chosen.value);
  const old = between(question.asked_at, now) > FRESH;
  const allowed = (one: Option): boolean => may(one.destructive ? "admin" : "operator");

  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (!option || sending.value) {
      return;
    }
    sending.value = true;
    refused.value = [];
    unsure.value = "";
    try {
      const answer = await call<OperationView>("POST", `/operations/${enc(op.id)}/answer`, {
        etag: props.etag,
        body: {
          question_id: question.id,
          action: option.action,
          ...(option.choice ? { choice: option.choice } : {}),
          ...(comment.value ? { comment: comment.value } : {}),
          ...(by.value ? { by: by.value } : {}),
          ...(option.destructive ? { confirm: typed.value } : {}),
        },
      });
      if (answer.data) {
        props.show(answer.data, answer.etag);
      }
      props.answered(`Answered: ${answerWord(option)}. ${follows(option.action, props.view.freeze !== null)}`);
    } catch (e) {
      if (e instanceof Refusal) {
        refused.value = e.problems;
        if (e.status === 409 || e.status === 412) {
          // The question may be gone with the next look: what happened is said where it stays.
          warn(`Not taken; nothing was changed. ${e.problems.join(" ")} This is how it is now.`);
        }
      } else {
        unsure.value = String(e instanceof Error ? e.message : e);
      }
      props.look();
    } finally {
      sending.value = false;
    }
  };

  return (
    <section class="panel question" aria-labelledby="question-title">
      <h2 id="question-title">{name} waits for an answer</h2>
      <p class="situation">
        {old && question.situation ? `As it was ${ago(question.asked_at, now)}: ` : ""}
        {question.situation || question.reason}
      </p>
      <dl class="facts">
        {question.situation ? (
          <>
            <dt>Why</dt>
            <dd>{question.reason}</dd>
          </>
        ) : null}
        {question.observed ? (
          <>
            <dt>Seen</dt>
            <dd class="lines">{question.observed}</dd>
          </>
        ) : null}
        {question.note ? (
          <>
            <dt>Asked again</dt>
            <dd>{question.note}</dd>
          </>
        ) : null}
        {op.last_answer ? (
          <>
            <dt>Answered before</dt>
            <dd>
              {op.last_answer.by ?? "somebody"}: {answerWord(op.last_answer)}, {ago(op.last_answer.at, now)}
              {op.last_answer.comment ? ` (${op.last_answer.comment})` : ""}
            </dd>
          </>
        ) : null}
      </dl>
      <p class="meta">
        {question.id}, a {question.kind}, asked {ago(question.asked_at, now)}
        {question.attempt > 1 ? ` for the ${question.attempt}. time` : ""}
        {op.owner.stalled
          ? ""
          : `, asked again at ${at(
              new Date(Date.parse(question.asked_at) + question.deadline_seconds * 1000).toISOString(),
              now,
            )}`}
      </p>
      {question.code ? <Runbook code={question.code} /> : null}
      <form onSubmit={submit}>
        <fieldset class="options" disabled={!may("operator")}>
          <legend>What shall be done?</legend>
          {question.options.map((one) => {
            const word = answerWord(one);
            return (
              <label key={word} class={`option ${one.destructive ? "destructive" : ""}`}>
                <input
                  type="radio"
                  name="answer"
                  value={word}
                  checked={chosen.value === word}
                  disabled={!allowed(one)}
                  onChange={() => {
                    chosen.value = word;
                    typed.value = "";
                  }}
                />
                <span class="title">
                  {title(one)}
                  {one.destructive ? <span class="danger">destructive</span> : null}
                  {allowed(one) ? null : (
                    <span class="danger">takes the role {one.destructive ? "admin" : "operator"}</span>
                  )}
                </span>
                <span class="consequence">{one.consequence}</span>
              </label>
            );
          })}
        </fieldset>
        {may("operator") ? (
          <>
            <label>
              Comment <span class="meta">for the log</span>
              <textarea
                rows={2}
                maxLength={2000}
                value={comment.value}
                onInput={(e) => (comment.value = e.currentTarget.value)}
              />
            </label>
            <label>
              In the name of <span class="meta">optional; {session.value?.name ?? "you"} is noted in any case</span>
              <input maxLength={200} value={by.value} onInput={(e) => (by.value = e.currentTarget.value)} />
            </label>
            {option?.destructive ? (
              <label class="confirm">
                <span>
                  This is destructive. Type <strong>{name}</strong> to confirm
                </span>
                <input
                  required
                  autoComplete="off"
                  spellcheck={false}
                  value={typed.value}
                  onInput={(e) => (typed.value = e.currentTarget.value)}
                />
              </label>
            ) : null}
            {refused.value.length > 0 ? (
              <Problems title="Not taken; nothing was changed." problems={refused.value} />
            ) : null}
            {unsure.value ? <Problems title="No answer came." problems={[unsure.value]} /> : null}
            <button
              type="submit"
              class={option?.destructive ? "danger" : "primary"}
              disabled={!option || sending.value || (option.destructive && typed.value !== name)}
            >
              {option ? `Answer: ${title(option)}` : "Choose an answer"}
            </button>
          </>
        ) : (
          <p class="meta">You may look; answering takes the role operator.</p>
        )}
      </form>
      <details>
        <summary>Commands</summary>
        <LocalFirst />
        {question.commands.length > 0 ? <h3>To look closer</h3> : null}
        {question.commands.map((command) => (
          <Command key={command} words={command} />
        ))}
        <h3>To answer</h3>
        {(view.answer_commands ?? []).map((command) => (
          <div key={command.script}>
            <Command words={command.script} />
            <Command words={command.aws} />
          </div>
        ))}
      </details>
    </section>
  );
}
