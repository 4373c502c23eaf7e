import { useSignal } from "@preact/signals";
import { Link } from "wouter-preact";
import { enc, get, Refusal } from "../api";
import { warn } from "../notice";
import { TargetPanel } from "../parts/cluster";
import { OperationRow, Panel, Problems } from "../parts/small";
import { usePoll } from "../poll";
import type { History, Leftovers, Row } from "../types";

/** One target: how it is, what was done on it and measured, what was left behind, what could run now. */
export function TargetPage(props: { kind: string; region: string; name: string }) {
  const { kind, region, name } = props;
  const polled = usePoll<History>(`/targets/${enc(kind)}/${enc(region)}/${enc(name)}`, (seen) => seen.live.length > 0);
  const leftovers = useSignal<Leftovers | undefined>(undefined);
  const problem = useSignal("");
  const more = useSignal<Row[]>([]);
  const token = useSignal<string | null | undefined>(undefined);
  const seen = polled.data.value;
  if (!seen) {
    const error = polled.error.value;
    return error instanceof Refusal ? (
      <Problems title="There is nothing to show." problems={error.problems} />
    ) : (
      <p class="wait">{error ? error.message : "Looking …"}</p>
    );
  }
  const look = async (): Promise<void> => {
    try {
      leftovers.value = await get<Leftovers>("/residue");
    } catch (e) {
      problem.value = e instanceof Error ? e.message : String(e);
    }
  };
  const next = token.value === undefined ? seen.next_token : token.value;
  const older = async (): Promise<void> => {
    try {
      const page = await get<History>(
        `/targets/${enc(kind)}/${enc(region)}/${enc(name)}?next_token=${encodeURIComponent(next ?? "")}`,
      );
      more.value = [...more.value, ...page.history];
      token.value = page.next_token;
    } catch (e) {
      warn(e instanceof Error ? e.message : String(e));
    }
  };
  const left = leftovers.value?.residue.filter(
    (one) => one.target.name === name || one.target.name.endsWith(`:${name}`),
  );
  return (
    <>
      <h1>
        {name} <span class="meta">in {region}</span>
      </h1>
      {seen.live.length > 0 ? (
        <Panel title="Under way" kind="asks">
          <ul class="rows">
            {seen.live.map((row) => (
              <OperationRow key={row.operation_id} row={row} now={seen.now} />
            ))}
          </ul>
        </Panel>
      ) : null}
      <TargetPanel kind={kind} region={region} name={name} title="Now" />
      <Panel title="What would run now">
        <p class="meta">A plan looks only, and says what would be refused, interrupted and asked.</p>
        <p class="line">
          {seen.types.map((type) => (
            <Link key={type} class="button" href={`/start/${enc(type)}/${enc(region)}/${enc(name)}`}>
              {type.replaceAll("_", " ")} …
            </Link>
          ))}
        </p>
      </Panel>
      <Panel title="History">
        {seen.history.length === 0 ? <p class="meta">Nothing has ended here yet.</p> : null}
        <ul class="rows">
          {[...seen.history, ...more.value].map((row) => (
            <OperationRow key={row.operation_id} row={row} now={seen.now}>
              <ul class="report">
                {(row.report ?? []).map((line) => (
                  <li key={line}>{line}</li>
                ))}
                {(row.residue ?? []).map((line) => (
                  <li key={line}>left behind: {line}</li>
                ))}
              </ul>
            </OperationRow>
          ))}
        </ul>
        {next ? (
          <button type="button" onClick={older}>
            Older
          </button>
        ) : null}
      </Panel>
      <Panel
        title="Left behind"
        aside={
          <button type="button" onClick={look}>
            Look in AWS
          </button>
        }
      >
        {problem.value ? <p class="bad">{problem.value}</p> : null}
        {left === undefined ? (
          <p class="meta">Temporary instances and deployments that nobody looks after: looked for when you ask.</p>
        ) : left.length === 0 ? (
          <p>Nothing in {leftovers.value?.regions.join(", ")}.</p>
        ) : (
          <ul>
            {left.map((one) => (
              <li key={one.id}>
                <strong>{one.id}</strong> {one.kind.replaceAll("_", " ")}, {one.status}: {one.what_to_do}
              </li>
            ))}
          </ul>
        )}
      </Panel>
    </>
  );
}
