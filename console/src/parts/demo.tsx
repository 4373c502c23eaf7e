import { useEffect, useState } from "preact/hooks";
import { session, signedOut } from "../api";
import { say, warn } from "../notice";

interface Fault {
  id: string;
  kind: string;
  action?: string;
  identifier?: string;
  percent: number;
}

const KINDS: Record<string, string> = {
  "no-capacity": "a class cannot be had",
  error: "a call is refused",
  "error-after-effect": "a call takes effect, and its answer is an error",
  slow: "an answer comes late",
  "cut-before-effect": "the connection ends before a call takes effect",
  "cut-after-effect": "the connection ends after a call took effect",
  "ends-in-status": "what is changed ends in a status",
};

async function sent(method: string, path: string, body?: unknown): Promise<unknown> {
  const answer = await fetch(path, {
    method,
    headers: { "x-rds-maint-console": "1" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) {
    throw new Error(text);
  }
  return text ? JSON.parse(text) : {};
}

/** What only a machine of one's own offers: be somebody else, make time pass, let things go wrong, begin again. */
export function Demo() {
  const [faults, setFaults] = useState<Fault[]>([]);
  const [speed, setSpeed] = useState("");
  const [scenarios, setScenarios] = useState<string[]>([]);
  const [open, setOpen] = useState(false);

  const look = async (): Promise<void> => {
    try {
      const found = (await sent("GET", "/admin/faults")) as Fault[] | { faults: Fault[] };
      setFaults(Array.isArray(found) ? found : found.faults);
      setSpeed(String(((await sent("GET", "local/clock")) as { speed: number }).speed));
      const all = (await sent("GET", "/admin/scenarios")) as (string | { name: string })[];
      setScenarios(all.map((one) => (typeof one === "string" ? one : one.name)));
    } catch (e) {
      warn(String(e));
    }
  };
  useEffect(() => {
    if (open) {
      void look();
    }
  }, [open]);

  const done = async (words: string, work: Promise<unknown>): Promise<void> => {
    try {
      await work;
      say(words);
    } catch (e) {
      warn(String(e));
    }
    await look();
  };
  const add = (event: Event): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const fault: Record<string, unknown> = {
      kind: form.get("kind"),
      times: form.get("always") ? "always" : 1,
      percent: Number(form.get("percent")),
    };
    for (const name of ["action", "identifier", "code", "status"]) {
      const value = String(form.get(name) ?? "").trim();
      if (value) {
        fault[name] = value;
      }
    }
    void done("It will go wrong.", sent("POST", "/admin/faults", fault));
  };
  const be = (event: Event): void => {
    const role = (event.currentTarget as HTMLSelectElement).value;
    void done("You are somebody else now.", sent("PUT", "local/person", { role })).then(() => {
      if (role === "") {
        signedOut.value = true;
      } else {
        location.reload();
      }
    });
  };
  return (
    <>
      <button type="button" class="quiet" popovertarget="demo">
        Demo controls
      </button>
      <div
        id="demo"
        popover="auto"
        class="drawer"
        onToggle={(e) => setOpen((e as unknown as { newState: string }).newState === "open")}
      >
        <h2>Demo controls</h2>
        <label>
          You are
          <select value={session.value?.role ?? ""} onChange={be}>
            <option value="admin">admin</option>
            <option value="operator">operator</option>
            <option value="viewer">viewer</option>
            <option value="">somebody whose login has ended</option>
          </select>
        </label>
        <form
          onSubmit={(e) => {
            e.preventDefault();
            void done("Time passes at another speed.", sent("PUT", "local/clock", { speed: Number(speed) }));
          }}
        >
          <label>
            Seconds of waiting that pass in a second
            <input
              type="number"
              min={1}
              max={100_000}
              required
              value={speed}
              onInput={(e) => setSpeed(e.currentTarget.value)}
            />
          </label>
          <button type="submit">Set the speed</button>
        </form>
        <h3>What goes wrong</h3>
        {faults.length === 0 ? <p>Nothing.</p> : null}
        <ul class="plain">
          {faults.map((fault) => (
            <li key={fault.id} class="line">
              <span>
                {KINDS[fault.kind] ?? fault.kind} {fault.action ?? ""} {fault.identifier ?? ""}
                {fault.percent < 100 ? ` (${fault.percent} %)` : ""}
              </span>
              <button
                type="button"
                aria-label={`Switch off ${fault.id}`}
                onClick={() => done("Switched off.", sent("DELETE", `/admin/faults/${encodeURIComponent(fault.id)}`))}
              >
                Off
              </button>
            </li>
          ))}
        </ul>
        <form onSubmit={add}>
          <label>
            Kind
            <select name="kind">
              {Object.entries(KINDS).map(([kind, words]) => (
                <option key={kind} value={kind}>
                  {words}
                </option>
              ))}
            </select>
          </label>
          <label>
            Call <input name="action" placeholder="any, or ModifyDBInstance" />
          </label>
          <label>
            Of what <input name="identifier" placeholder="any, or demo-multi-2" />
          </label>
          <label>
            Error <input name="code" placeholder="Throttling" />
          </label>
          <label>
            Status <input name="status" placeholder="incompatible-network" />
          </label>
          <label>
            Likelihood, percent
            <input name="percent" type="number" min={1} max={100} required defaultValue="100" />
          </label>
          <label class="check">
            <input type="checkbox" name="always" /> until it is switched off
          </label>
          <button type="submit">Add</button>
        </form>
        <form
          onSubmit={(e) => {
            e.preventDefault();
            const name = new FormData(e.currentTarget).get("name");
            void done(
              "Everything began again.",
              sent("PUT", "local/world", { scenario: name }).then(() => {
                location.hash = "#/";
                location.reload();
              }),
            );
          }}
        >
          <label>
            Begin again with
            <select name="name">
              {scenarios.map((name) => (
                <option key={name}>{name}</option>
              ))}
            </select>
          </label>
          <p class="meta">Operations are forgotten, executions stopped, and AWS is simulated anew.</p>
          <button type="submit">Begin again</button>
        </form>
      </div>
    </>
  );
}
