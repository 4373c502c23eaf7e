import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Link } from "wouter-preact";
import { enc, session } from "../api";
import { since } from "../clock";
import type { Row } from "../types";
import { ago, at, stateWords, targetName, tone } from "../words";

export function State(props: { state: string; ending?: string | undefined; asks?: boolean; stalled?: boolean }) {
  const words = props.stalled ? "nobody runs it" : stateWords(props.state, props.ending);
  return <span class={`state ${props.stalled ? "bad" : tone(props.state, props.asks ?? false)}`}>{words}</span>;
}

/** A time, and how long ago that is, growing. */
export function When(props: { time: string; now: string }) {
  return (
    <time dateTime={props.time} title={props.time}>
      {ago(props.time, since(props.now))}
    </time>
  );
}

export function At(props: { time: string; now: string }) {
  return (
    <time dateTime={props.time} title={props.time}>
      {at(props.time, props.now)}
    </time>
  );
}

/** A command that is copied whole. */
export function Command(props: { words: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(props.words);
      setCopied(true);
      setTimeout(() => setCopied(false), 2_000);
    } catch {
      setCopied(false);
    }
  };
  return (
    <div class="command">
      <code>{props.words}</code>
      <button type="button" class="quiet" onClick={copy} aria-label={`Copy: ${props.words}`}>
        {copied ? "Copied" : "Copy"}
      </button>
    </div>
  );
}

/** What makes the commands below meet this machine instead of AWS. */
export function LocalFirst() {
  const me = session.value;
  return me?.local ? (
    <>
      <p class="meta">First, as this is a simulated AWS on this machine:</p>
      <Command
        words={`export AWS_ENDPOINT_URL=${location.origin} AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local AWS_DEFAULT_REGION=${me.region}`}
      />
    </>
  ) : null;
}

export function Problems(props: { title: string; problems: string[]; focused?: boolean }) {
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (props.focused) {
      panel.current?.focus();
    }
  }, []);
  return (
    <div ref={panel} {...(props.focused ? { tabIndex: -1 } : {})} class="panel bad" role="alert">
      <strong>{props.title}</strong>
      <ul>
        {props.problems.map((problem) => (
          <li key={problem}>{problem}</li>
        ))}
      </ul>
    </div>
  );
}

export function Panel(props: {
  title: string;
  children: ComponentChildren;
  kind?: string;
  aside?: ComponentChildren;
  /** Whether whoever asked for it goes on here when it appears, by keyboard and by ear. */
  focused?: boolean;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (props.focused) {
      heading.current?.focus({ preventScroll: true });
      heading.current?.scrollIntoView({ block: "start" });
    }
  }, []);
  const id = `h-${props.title.replaceAll(/[^A-Za-z]/g, "")}`;
  return (
    <section class={`panel ${props.kind ?? ""}`} aria-labelledby={id}>
      <header class="line">
        <h2 id={id} ref={heading} {...(props.focused ? { tabIndex: -1 } : {})}>
          {props.title}
        </h2>
        {props.aside}
      </header>
      {props.children}
    </section>
  );
}

/** An operation in a list, all of it a link. */
export function OperationRow(props: { row: Row; now: string; children?: ComponentChildren }) {
  const { row, now } = props;
  const asks = row.question_reason !== undefined;
  const over = row.ended_at !== undefined;
  return (
    <li class="row">
      <Link href={`/operations/${enc(row.operation_id)}`} class="rowlink">
        <span class="what">
          <strong>{targetName(row.target)}</strong> <span class="type">{row.operation_type.replaceAll("_", " ")}</span>
        </span>
        <State state={row.operation_state} ending={row.ending} asks={asks} stalled={row.stalled && !over} />
        <span class="meta">
          {over ? "ended " : asks ? "asked " : "since "}
          <When time={row.since} now={now} />
          {over ? "" : ` · step ${Math.min(row.step_index + 1, row.step_count)} of ${row.step_count}`}
          {!over && !asks && row.step_name ? `: ${row.step_name}` : ""}
          {!over && row.estimated_end ? (
            <>
              {" "}
              · ends about <At time={row.estimated_end} now={now} />
            </>
          ) : null}
          {` · ${row.region}`}
          {row.requested_by ? ` · ${row.requested_by}` : ""}
        </span>
        {asks ? <span class="situation">{row.situation || row.question_reason}</span> : null}
        {asks && row.situation ? <span class="why">{row.question_reason}</span> : null}
      </Link>
      {props.children}
    </li>
  );
}
