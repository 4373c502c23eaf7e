// The words of the commands: the same signs, times and states as scripts/status shows.

const MINUTE = 60;
const HOUR = 3_600;
const DAY = 86_400;

/** Exact below an hour, else in hours and minutes, else in days and hours; seconds. */
export function took(seconds: number): string {
  const s = Math.max(0, Math.floor(seconds));
  if (s < MINUTE) {
    return `${s} s`;
  }
  if (s < HOUR) {
    return `${Math.floor(s / MINUTE)} min${s % MINUTE === 0 ? "" : ` ${s % MINUTE} s`}`;
  }
  if (s < DAY) {
    return `${Math.floor(s / HOUR)} h${s % HOUR < MINUTE ? "" : ` ${Math.floor((s % HOUR) / MINUTE)} min`}`;
  }
  return `${Math.floor(s / DAY)} d${s % DAY < HOUR ? "" : ` ${Math.floor((s % DAY) / HOUR)} h`}`;
}

/** Roughly, for what is only expected. */
export function about(seconds: number): string {
  return seconds < MINUTE ? took(seconds) : took(Math.round(seconds / MINUTE) * MINUTE);
}

/** Seconds between two times. */
export function between(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 1000;
}

/** How long ago a time was, in minutes from the first on. */
export function ago(time: string, now: string): string {
  const s = Math.max(0, between(time, now));
  return `${s < MINUTE ? took(s) : took(Math.floor(s / MINUTE) * MINUTE)} ago`;
}

/** A time in UTC, as windows and AWS's own are; with its day unless that is today. */
export function at(time: string, now: string): string {
  const iso = new Date(time).toISOString();
  const clock = `${iso.slice(11, 16)}Z`;
  return iso.slice(0, 10) === new Date(now).toISOString().slice(0, 10) ? clock : `${iso.slice(0, 10)} ${clock}`;
}

/** Seconds of a duration as ISO 8601 writes it; 0 for anything else. */
export function seconds(duration: string | undefined): number {
  const parts = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?$/.exec(duration ?? "");
  return parts ? Number(parts[1] ?? 0) * HOUR + Number(parts[2] ?? 0) * MINUTE + Number(parts[3] ?? 0) : 0;
}

const ENDED = ["completed", "failed", "rolled_back"];

export function ended(state: string): boolean {
  return ENDED.includes(state);
}

/** A state as people read it; one that is not known is shown as it is. */
export function stateWords(state: string, ending?: string): string {
  return (ended(state) && (ending === "aborted" || ending === "marked_complete") ? ending : state).replaceAll("_", " ");
}

/** How a state looks: it never says more than the words beside it. */
export function tone(state: string, asks: boolean): "asks" | "runs" | "good" | "bad" | "plain" {
  if (asks || state === "paused") {
    return "asks";
  }
  if (state === "running" || state === "rolling_back" || state === "created") {
    return "runs";
  }
  return state === "completed" ? "good" : state === "failed" ? "bad" : "plain";
}

/** A step's state as people read it: one that a person ended at its gate has not failed, it never began. */
export function stepWords(state: string, began: boolean): string {
  return state === "failed" && !began ? "not begun" : state.replaceAll("_", " ");
}

const CLOSED: Record<string, string> = {
  ACCEPTED: "AWS has taken the call",
  PROVEN: "the call has taken effect",
  REFUSED: "the call was not carried out",
};

/** What an entry of the log is about; a word that is not known is shown as it is. */
export function entryWords(type: string, message: string): { title: string; text: string } {
  if (type === "intent_saved") {
    return { title: "about to call", text: message };
  }
  const [, verdict, call] = (type === "intent_closed" && /^([A-Z_]+): ([\s\S]*)$/.exec(message)) || [];
  return verdict && call && CLOSED[verdict]
    ? { title: CLOSED[verdict], text: call }
    : { title: type.replaceAll("_", " "), text: message };
}

const SIGNS: Record<string, string> = {
  completed: "✔",
  failed: "✘",
  skipped: "–",
  not_begun: "–",
  in_progress: "▶",
  waiting: "…",
  pending: "○",
};

/** The sign in front of a step. */
export function sign(state: string, current: boolean, asks: boolean, held: boolean): string {
  if (current && asks) {
    return "?";
  }
  return current && held ? "‖" : (SIGNS[state] ?? "•");
}

/** The name of an operation's target, whatever its kind. */
export function targetName(target: { cluster_id?: string; name?: string }): string {
  return target.cluster_id ?? target.name ?? "";
}

export function targetKind(target: { cluster_id?: string; kind?: string }): string {
  return target.kind ?? "aurora-cluster";
}

/** What comes after an answer. */
export function follows(action: string, frozen: boolean): string {
  const what: Record<string, string> = {
    abort: "The operation tidies up and ends",
    mark_complete: "The operation tidies up and ends",
    rollback: "What was done is brought back",
  };
  return `${what[action] ?? "The operation goes on"}${frozen ? " once operations are unfrozen" : ""}.`;
}

/** An answer as it is typed. */
export function answerWord(option: { action: string; choice?: string }): string {
  return option.choice ? `${option.action}/${option.choice}` : option.action;
}

/** Whatever it is, as text: nothing that AWS or people say is left out because nobody knew of it. */
export function text(value: unknown): string {
  return typeof value === "string" ? value : value === null || value === undefined ? "" : JSON.stringify(value);
}

/** A window as it is typed. */
export function windowWords(window: unknown): string {
  if (window === undefined || window === null) {
    return "always";
  }
  const written = typeof window === "object" && "text" in window ? window.text : window;
  return text(written);
}

/** A text that a shell takes as one word. */
export function quoted(word: string): string {
  return /^[A-Za-z0-9_./:=@-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** How many of how many are done, where what is waited for begins with such a count: "pieces of update: 3 of 20 done, …". */
export function counted(condition: string | undefined): { done: number; all: number } | undefined {
  const found = /^[^:]+: (\d{1,15}) of (\d{1,15}) done\b/.exec(condition ?? "");
  return found ? { done: Number(found[1]), all: Number(found[2]) } : undefined;
}
