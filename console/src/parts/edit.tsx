import { useEffect, useRef } from "preact/hooks";
import type { Operation } from "../types";
import { windowWords } from "../words";

/** Times and deadline of steps to come. */
export function EditDialog(props: {
  op: Operation;
  open: boolean;
  close: () => void;
  change: (edit: Record<string, unknown>) => void;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (props.open) {
      dialog.current?.showModal();
    } else {
      dialog.current?.close();
    }
  }, [props.open]);
  const { schedule = {}, wait_timeout_seconds } = props.op.options;
  const submit = (event: Event): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const edit: Record<string, unknown> = {};
    const window = String(form.get("window")).trim();
    if (window && window !== windowWords(schedule.window)) {
      edit.window = window;
    }
    const from = String(form.get("not_before")).trim();
    if (from && from !== (schedule.not_before ?? "")) {
      edit.not_before = from;
    }
    const outside = String(form.get("outside_window"));
    if (outside !== (schedule.outside ?? "wait")) {
      edit.outside_window = outside;
    }
    const wait = String(form.get("wait_timeout")).trim();
    if (wait) {
      edit.wait_timeout = Number(wait);
    }
    props.close();
    if (Object.keys(edit).length > 0) {
      props.change(edit);
    }
  };
  return (
    <dialog ref={dialog} aria-labelledby="edit-title" onClose={props.close}>
      <form onSubmit={submit}>
        <h2 id="edit-title">Window and deadline</h2>
        <p class="meta">Of disruptive steps that have not begun. Times are UTC.</p>
        <label>
          Window
          <input
            name="window"
            defaultValue={windowWords(schedule.window)}
            placeholder="sun:02:00-sun:04:00, 02:00-04:00, always"
          />
        </label>
        <label>
          Not before
          <input name="not_before" defaultValue={schedule.not_before ?? ""} placeholder="2026-03-01T02:00:00Z" />
        </label>
        <label>
          Outside the window
          <select name="outside_window" defaultValue={schedule.outside ?? "wait"}>
            <option value="wait">wait until it opens</option>
            <option value="ask">ask a person</option>
          </select>
        </label>
        <label>
          Longest wait of a step, seconds
          <input
            name="wait_timeout"
            type="number"
            min={60}
            max={2_592_000}
            placeholder={wait_timeout_seconds ? String(wait_timeout_seconds) : "each step's own"}
          />
        </label>
        <div class="buttons">
          <button type="submit" class="primary">
            Change
          </button>
          <button type="button" onClick={props.close}>
            Cancel
          </button>
        </div>
      </form>
    </dialog>
  );
}
