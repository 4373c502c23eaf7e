import { useSignal } from "@preact/signals";
import { Link } from "wouter-preact";
import { call } from "../api";
import { warn } from "../notice";
import { OperationRow, Panel } from "../parts/small";
import { usePoll } from "../poll";
import type { Listing, Row } from "../types";

function Rows(props: { rows: Row[]; now: string }) {
  return (
    <ul class="rows">
      {props.rows.map((row) => (
        <OperationRow key={row.operation_id} row={row} now={props.now} />
      ))}
    </ul>
  );
}

/** What needs somebody first; then what runs; then what has ended. */
export function Home() {
  const list = usePoll<Listing>("/operations?limit=50", (seen) => seen.running.length + seen.needs_you.length > 0);
  const more = useSignal<Row[]>([]);
  const token = useSignal<string | null | undefined>(undefined);
  const seen = list.data.value;
  if (!seen) {
    return <p class="wait">{list.error.value ? list.error.value.message : "Looking …"}</p>;
  }
  const next = token.value === undefined ? seen.next_token : token.value;
  const older = async (): Promise<void> => {
    try {
      const page = await call<Listing>("GET", `/operations?limit=50&next_token=${encodeURIComponent(next ?? "")}`);
      if (page.data) {
        more.value = [...more.value, ...page.data.needs_you, ...page.data.running, ...page.data.recent];
        token.value = page.data.next_token;
      }
    } catch (e) {
      warn(e instanceof Error ? e.message : String(e));
    }
  };
  const need = seen.needs_you.length;
  return (
    <>
      <h1 class={need > 0 ? "needs" : "calm"}>
        {need === 0 ? "Nothing needs you." : need === 1 ? "One operation needs you." : `${need} operations need you.`}
      </h1>
      {need > 0 ? (
        <Panel title="Needs you" kind="asks">
          <Rows rows={seen.needs_you} now={seen.now} />
        </Panel>
      ) : null}
      <Panel title="Running" aside={<span class="meta">{seen.running.length}</span>}>
        {seen.running.length === 0 ? <p class="meta">Nothing runs.</p> : <Rows rows={seen.running} now={seen.now} />}
      </Panel>
      <Panel
        title="Recent"
        aside={
          <Link href="/start" class="button">
            Plan and start …
          </Link>
        }
      >
        {seen.recent.length + more.value.length === 0 ? (
          <p class="meta">Nothing has ended yet.</p>
        ) : (
          <Rows rows={[...seen.recent, ...more.value]} now={seen.now} />
        )}
        {next ? (
          <button type="button" onClick={older}>
            Older
          </button>
        ) : null}
      </Panel>
    </>
  );
}
