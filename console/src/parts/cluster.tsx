import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { enc, get, NoAnswer } from "../api";
import { since } from "../clock";
import { planned } from "../plan";
import type { ClusterNow, Look, Operation, Side } from "../types";
import { ago, targetKind, targetName, text } from "../words";
import { Panel } from "./small";

/** How a target is now; looked at when asked to, and not by every poll. */
export function useLook(kind: string, region: string, name: string, course = "") {
  const [look, setLook] = useState<Look | undefined>(undefined);
  const [error, setError] = useState("");
  const [looking, setLooking] = useState(false);
  const now = async (): Promise<void> => {
    setLooking(true);
    try {
      setLook(await get<Look>(`/targets/${enc(kind)}/${enc(region)}/${enc(name)}/now`));
      setError("");
    } catch (e) {
      setError(e instanceof NoAnswer ? "" : e instanceof Error ? e.message : String(e));
    } finally {
      setLooking(false);
    }
  };
  useEffect(() => {
    setLook(undefined);
  }, [kind, region, name]);
  // What is done to it changes it: after each step it is looked at again.
  useEffect(() => {
    void now();
  }, [kind, region, name, course]);
  return { look, error, looking, now };
}

function isCluster(there: Record<string, unknown>): there is Record<string, unknown> & ClusterNow {
  return Array.isArray(there.instances) && typeof there.version === "string";
}

function Pending(props: { values: Record<string, string> }) {
  const all = Object.entries(props.values ?? {});
  return all.length === 0 ? null : (
    <span class="tag">pending {all.map(([name, value]) => `${name} ${value}`).join(", ")}</span>
  );
}

function Status(props: { status: string }) {
  return <span class={`status ${props.status === "available" ? "good" : "moving"}`}>{props.status}</span>;
}

function SideTable(props: { side: Side; title: string; tone: string; before?: Operation | undefined }) {
  const { side, before } = props;
  const becomes = planned(before?.notes ?? []);
  // Families that change no instance note none: then there is nothing to compare with.
  const members = before?.baseline.members ?? {};
  const compared = Object.keys(members).length > 0;
  const gone = Object.keys(members).filter((id) => !side.instances.some((one) => one.id === id));
  return (
    <div class={`side ${props.tone}`}>
      <h3>
        {props.title} <Status status={side.status} />
      </h3>
      <p class="meta">
        {side.engine} {side.version}, storage {side.storage_type} <Pending values={side.pending} />
      </p>
      <table>
        <caption class="visually-hidden">Instances of {side.id}</caption>
        <thead>
          <tr>
            <th scope="col">Instance</th>
            {compared ? <th scope="col">Before</th> : null}
            <th scope="col">Now</th>
            {compared && becomes.size > 0 ? <th scope="col">Planned</th> : null}
          </tr>
        </thead>
        <tbody>
          {side.instances.map((one) => (
            <tr key={one.id}>
              <th scope="row">
                {one.id}
                <span class="meta">
                  {one.role}, {one.zone}
                  {one.autoscaled ? ", by scaling" : ""}
                </span>
              </th>
              {compared ? (
                <td data-label="before">
                  <span class="whole">{members[one.id]?.class ?? "–"}</span>
                  {before?.baseline.writer === one.id ? <span class="meta">writer</span> : null}
                </td>
              ) : null}
              <td data-label="now">
                <span class="whole">{one.class}</span> <Status status={one.status} /> <Pending values={one.pending} />
              </td>
              {compared && becomes.size > 0 ? (
                <td data-label="planned">
                  <span class="whole">{becomes.get(one.id) ?? "as it is"}</span>
                </td>
              ) : null}
            </tr>
          ))}
          {gone.map((id) => (
            <tr key={id}>
              <th scope="row">{id}</th>
              <td data-label="before">
                <span class="whole">{members[id]?.class ?? "–"}</span>
              </td>
              <td data-label="now">not there</td>
              {becomes.size > 0 ? <td data-label="planned">{becomes.get(id) ?? "–"}</td> : null}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function BlueGreen(props: { cluster: ClusterNow; before?: Operation | undefined }) {
  const { cluster } = props;
  return (
    <>
      {cluster.blue_green.length === 0 ? (
        <SideTable side={cluster} title={cluster.id} tone="" before={props.before} />
      ) : null}
      {cluster.blue_green.map((deployment) => (
        <div key={deployment.id}>
          <div class="sides">
            <SideTable side={cluster} title={`Blue: ${cluster.id}`} tone="blue" />
            {deployment.green ? (
              <SideTable side={deployment.green} title={`Green: ${deployment.green.id}`} tone="green" />
            ) : (
              <div class="side green">
                <h3>Green</h3>
                <p>It is not there yet.</p>
              </div>
            )}
          </div>
          <h3>
            Deployment {deployment.name} <span class="status moving">{deployment.status}</span>
          </h3>
          {deployment.status_details ? <p>{deployment.status_details}</p> : null}
          <ul class="tasks">
            {deployment.tasks.map((task) => (
              <li key={task.name}>
                {task.name.replaceAll("_", " ").toLowerCase()} <span class="meta">{task.status}</span>
              </li>
            ))}
          </ul>
        </div>
      ))}
      {cluster.proxies.map((proxy) => (
        <p key={proxy.name}>
          Proxy {proxy.name} <Status status={proxy.status} />
          {proxy.targets.map((target) => (
            <span key={target.name} class="tag">
              {target.name} {target.status}
            </span>
          ))}
        </p>
      ))}
    </>
  );
}

/** Whatever another family shows of its target: names and values, as they are. */
function Anything(props: { value: unknown }): ComponentChildren {
  const { value } = props;
  if (Array.isArray(value)) {
    return (
      <ul>
        {value.map((one, i) => (
          <li key={i}>
            <Anything value={one} />
          </li>
        ))}
      </ul>
    );
  }
  if (value !== null && typeof value === "object") {
    return (
      <dl class="facts">
        {Object.entries(value).map(([name, inner]) => (
          <>
            <dt>{name.replaceAll("_", " ")}</dt>
            <dd>
              <Anything value={inner} />
            </dd>
          </>
        ))}
      </dl>
    );
  }
  return text(value);
}

/** A target before, now, and as it is planned. */
export function TargetPanel(props: {
  kind: string;
  region: string;
  name: string;
  operation?: Operation;
  asOf?: string;
  title: string;
}) {
  const op = props.operation;
  const course = op ? `${op.index} ${op.state} ${op.steps[op.index]?.state ?? ""}` : "";
  const { look, error, looking, now } = useLook(props.kind, props.region, props.name, course);
  return (
    <Panel
      title={props.title}
      kind="cluster"
      aside={
        <span class="line">
          {look ? (
            <span class="meta">
              seen {props.asOf ? ago(look.seen_at, since(props.asOf)) : `at ${look.seen_at.slice(11, 19)}Z`}
            </span>
          ) : null}
          <button type="button" onClick={now} disabled={looking}>
            {looking ? "Looking …" : "Look now"}
          </button>
        </span>
      }
    >
      {error ? <p class="bad">{error}</p> : null}
      {look ? (
        isCluster(look.now_there) ? (
          <BlueGreen cluster={look.now_there} before={props.operation} />
        ) : (
          <Anything value={look.now_there} />
        )
      ) : null}
      {props.operation ? (
        <>
          <h3>Planned</h3>
          <p>{props.operation.summary}</p>
          <ul class="notes">
            {props.operation.notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </>
      ) : null}
    </Panel>
  );
}

export function targetOf(op: Operation): { kind: string; region: string; name: string } {
  return { kind: targetKind(op.target), region: op.target.region, name: targetName(op.target) };
}
