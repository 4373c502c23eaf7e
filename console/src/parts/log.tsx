import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { call, enc } from "../api";
import type { Log, LogEntry } from "../types";
import { at, entryWords } from "../words";
import { Panel } from "./small";

/** The log, the newest first; only what went wrong, or what has a word in it. */
export function LogPanel(props: { id: string; count: number; now: string }) {
  const entries = useSignal<LogEntry[]>([]);
  const before = useSignal<number | null>(null);
  const errors = useSignal(false);
  const filter = useSignal("");
  const problem = useSignal("");

  const load = async (from: number | null): Promise<void> => {
    const query = `${errors.value ? "&errors=true" : ""}${from === null ? "" : `&before=${from}`}`;
    try {
      const answer = await call<Log>("GET", `/operations/${enc(props.id)}/log?limit=100${query}`);
      if (answer.data) {
        entries.value = from === null ? answer.data.entries : [...entries.value, ...answer.data.entries];
        before.value = answer.data.before;
        problem.value = "";
      }
    } catch (e) {
      problem.value = e instanceof Error ? e.message : String(e);
    }
  };
  useEffect(() => {
    void load(null);
  }, [props.id, props.count, errors.value]);

  const word = filter.value.toLowerCase();
  const shown = entries.value.filter(
    (entry) =>
      word === "" || `${entry.type} ${entry.actor} ${entry.message} ${entry.cause ?? ""}`.toLowerCase().includes(word),
  );
  return (
    <Panel title="Log" aside={<span class="meta">{props.count} entries</span>}>
      <div class="line filters">
        <label class="check">
          <input type="checkbox" checked={errors.value} onChange={(e) => (errors.value = e.currentTarget.checked)} />{" "}
          Errors only
        </label>
        <label class="grow">
          <span class="visually-hidden">Entries with the word</span>
          <input
            type="search"
            placeholder="with the word …"
            value={filter.value}
            onInput={(e) => (filter.value = e.currentTarget.value)}
          />
        </label>
      </div>
      {problem.value ? <p class="bad">{problem.value}</p> : null}
      <ol class="log" reversed>
        {shown.map((entry) => (
          <li key={entry.number} class={entry.trouble ? "trouble" : ""}>
            <time dateTime={entry.at}>{at(entry.at, props.now)}</time>{" "}
            <strong>{entryWords(entry.type, entry.message).title}</strong>{" "}
            <span class="message">{entryWords(entry.type, entry.message).text}</span>
            <span class="meta">
              {entry.actor.startsWith("arn:") ? (entry.actor.split(":").at(-1) ?? entry.actor) : entry.actor}
              {entry.data?.by_verified ? " (signed in)" : ""}
              {entry.cause ? ` · ${entry.cause}` : ""}
            </span>
          </li>
        ))}
      </ol>
      {shown.length === 0 ? <p class="meta">Nothing.</p> : null}
      {before.value !== null ? (
        <button type="button" onClick={() => load(before.value)}>
          Older
        </button>
      ) : null}
    </Panel>
  );
}
