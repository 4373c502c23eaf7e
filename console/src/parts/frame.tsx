import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Link, useLocation } from "wouter-preact";
import { call, freeze, may, Refusal, session, signedOut, unreachable } from "../api";
import { hasLogin, signIn } from "../login";
import { dismiss, notice, say, stay, warn } from "../notice";
import { Demo } from "./demo";

async function backIn(): Promise<void> {
  if (hasLogin()) {
    await signIn();
  } else {
    await fetch("local/person", {
      method: "PUT",
      headers: { "x-rds-maint-console": "1" },
      body: JSON.stringify({ role: "admin" }),
    });
    signedOut.value = false;
    location.reload();
  }
}

/** The dialog that freezes all operations, or lets them go on. */
function FreezeDialog(props: { open: boolean; close: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const reason = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (props.open) {
      dialog.current?.showModal();
    } else {
      dialog.current?.close();
    }
  }, [props.open]);
  const frozen = freeze.value;
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    try {
      if (frozen) {
        const answer = await call<{ summary: string }>("DELETE", "/freeze");
        say(answer.data?.summary ?? "Operations go on.");
      } else {
        const answer = await call<{ summary: string }>("PUT", "/freeze", { body: { reason: reason.current?.value } });
        say(answer.data?.summary ?? "Frozen.");
      }
      props.close();
    } catch (e) {
      warn(e instanceof Refusal ? e.problems.join(" ") : String(e));
      props.close();
    }
  };
  return (
    <dialog ref={dialog} aria-labelledby="freeze-title" onClose={props.close}>
      <form onSubmit={submit}>
        <h2 id="freeze-title">{frozen ? "Let operations go on" : "Freeze all operations"}</h2>
        {frozen ? (
          <p>
            {frozen.by} froze them: {frozen.reason}
          </p>
        ) : (
          <>
            <p>No operation begins a step or makes a further call; what is under way is followed until it rests.</p>
            <label>
              Why
              <input ref={reason} required maxLength={500} placeholder="for whoever wonders at 3 a.m." />
            </label>
          </>
        )}
        <div class="buttons">
          <button type="submit" class="primary">
            {frozen ? "Unfreeze" : "Freeze"}
          </button>
          <button type="button" onClick={props.close}>
            Cancel
          </button>
        </div>
      </form>
    </dialog>
  );
}

function FreezeLine(props: { ask: () => void }) {
  const frozen = freeze.value;
  if (frozen) {
    return (
      <div class="banner frozen" role="status">
        <span>
          <strong>Frozen</strong> by {frozen.by} since <time dateTime={frozen.since}>{frozen.since.slice(0, 16)}Z</time>
          : {frozen.reason}. No operation begins a step.
        </span>
        {may("admin") ? (
          <button type="button" onClick={props.ask}>
            Unfreeze…
          </button>
        ) : null}
      </div>
    );
  }
  return null;
}

export function Frame(props: { children: ComponentChildren; asking: boolean; setAsking: (open: boolean) => void }) {
  const [path] = useLocation();
  const me = session.value;
  const main = useRef<HTMLElement>(null);
  const first = useRef(true);
  // What is chosen on the page Start is in its address: whoever chooses stays where they are.
  const place = path.startsWith("/start") ? "/start" : path;
  useEffect(() => {
    if (first.current) {
      first.current = false;
    } else {
      main.current?.focus();
      window.scrollTo(0, 0);
      if (notice.value?.bad) {
        dismiss();
      }
    }
  }, [place]);
  return (
    <>
      <header class="top">
        <button type="button" class="skip" onClick={() => main.current?.focus()}>
          Skip to the content
        </button>
        <Link href="/" class="brand">
          rds-maint-machine
        </Link>
        <nav aria-label="Main">
          <Link href="/" class={path === "/" ? "here" : ""} aria-current={path === "/" ? "page" : undefined}>
            Home
          </Link>
          <Link
            href="/start"
            class={path.startsWith("/start") ? "here" : ""}
            aria-current={path.startsWith("/start") ? "page" : undefined}
          >
            Start
          </Link>
          {may("admin") && !freeze.value ? (
            <button type="button" class="quiet" onClick={() => props.setAsking(true)}>
              Freeze…
            </button>
          ) : null}
        </nav>
        {me ? (
          <span class="me">
            {me.name} <span class="role">{me.role}</span>
          </span>
        ) : null}
      </header>
      <aside aria-label="State of the console">
        {me?.local ? (
          <div class="banner local">
            <span>A simulated AWS on this machine: no real cluster.</span>
            <Demo />
          </div>
        ) : null}
        {signedOut.value ? (
          <div class="banner out" role="alert">
            <span>
              <strong>Your login has ended.</strong> What you see may be old; what you have typed is still here.
            </span>
            <button type="button" class="primary" onClick={backIn}>
              Sign in again
            </button>
          </div>
        ) : null}
        {unreachable.value ? (
          <div class="banner out" role="alert">
            <span>
              <strong>The server gives no answer.</strong> What you see is as it was; the page goes on trying.
              Operations do not depend on it.
            </span>
          </div>
        ) : null}
        <FreezeLine ask={() => props.setAsking(true)} />
      </aside>
      <FreezeDialog open={props.asking} close={() => props.setAsking(false)} />
      <main ref={main} id="main" tabIndex={-1}>
        {props.children}
      </main>
      <aside class="notices" aria-label="What has just happened" aria-live="polite">
        {notice.value ? (
          <div class={`notice ${notice.value.bad ? "bad" : ""}`} onPointerEnter={stay} onFocusIn={stay}>
            <span>{notice.value.words}</span>
            <button type="button" class="quiet" onClick={dismiss}>
              Dismiss
            </button>
          </div>
        ) : null}
      </aside>
      {me ? (
        <footer>
          Deployment {me.deployment} in {me.region} · function version {me.function_version}
        </footer>
      ) : null}
    </>
  );
}
