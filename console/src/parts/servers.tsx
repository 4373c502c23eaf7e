import { type Server, servers } from "../servers";
import type { Operation } from "../types";
import { took } from "../words";
import { Panel } from "./small";

const TONES: Record<Server["state"], string> = {
  waiting: "",
  launching: "moving",
  launched: "moving",
  well: "good",
  failed: "bad",
  terminated: "",
};

/** So many of a wave are shown; those that failed first. */
const SHOWN = 60;

function Row(props: { one: Server }) {
  const { one } = props;
  return (
    <tr>
      <th scope="row">
        {one.host}
        <span class="meta">{one.instance || one.id}</span>
      </th>
      <td data-label="state">
        <span class={`status ${TONES[one.state]}`}>{one.state}</span>
        {one.attempts > 1 ? <span class="tag">launched {one.attempts} times</span> : null}
      </td>
      <td data-label="health">{one.failed || (one.rto === undefined ? "–" : "well")}</td>
      <td data-label="time to recover">
        {one.rto === undefined ? "–" : took(one.rto)}
        {one.within ? <span class="meta">to within {one.within} s</span> : null}
      </td>
    </tr>
  );
}

/** The servers of a recovery plan, wave by wave: how far each is, whether it is well, and how long that took. */
export function ServersPanel(props: { op: Operation }) {
  return (
    <Panel title="Servers" kind="cluster">
      {servers(props.op).map((wave) => {
        const first = [...wave.servers].sort((a, b) => Number(b.state === "failed") - Number(a.state === "failed"));
        const well = wave.servers.filter((one) => one.rto !== undefined).length;
        return (
          <div class="side" key={wave.name}>
            <h3>
              Wave {wave.name}{" "}
              <span class="meta">
                {well} of {wave.servers.length} well{wave.verdict ? `, ${wave.verdict}` : ""}
              </span>
            </h3>
            <table>
              <caption class="visually-hidden">Servers of wave {wave.name}</caption>
              <thead>
                <tr>
                  <th scope="col">Server</th>
                  <th scope="col">State</th>
                  <th scope="col">Health</th>
                  <th scope="col">Time to recover</th>
                </tr>
              </thead>
              <tbody>
                {first.slice(0, SHOWN).map((one) => (
                  <Row key={one.id} one={one} />
                ))}
              </tbody>
            </table>
            {wave.servers.length > SHOWN ? <p class="meta">… and {wave.servers.length - SHOWN} more</p> : null}
          </div>
        );
      })}
      <h3>Planned</h3>
      <p>{props.op.summary}</p>
      <ul class="notes">
        {props.op.notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </Panel>
  );
}
