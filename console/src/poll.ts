import { type Signal, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { call, NoAnswer } from "./api";

const QUICK = 5_000;
const SLOW = 60_000;

/** When to look again: every five seconds while something runs, else less and less often. */
export function nextPause(last: number, runs: boolean): number {
  return runs ? QUICK : Math.min(SLOW, last * 2);
}

export interface Polled<T> {
  data: Signal<T | undefined>;
  error: Signal<Error | undefined>;
  etag: Signal<string>;
  /** Looks at once; ends with the answer. */
  look: () => Promise<void>;
  /** Shows what an answer to a change said, without another look. */
  show: (data: T, etag: string) => void;
}

/**
 * Looks at a path again and again while the page is visible: often while something runs, seldom otherwise, never while
 * nobody sees it, and at once when somebody comes back.
 */
export function usePoll<T>(path: string, runs: (data: T) => boolean): Polled<T> {
  const data = useSignal<T | undefined>(undefined);
  const error = useSignal<Error | undefined>(undefined);
  const etag = useSignal("");
  const lookNow = useRef(async () => {});

  useEffect(() => {
    let over = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let pause = QUICK;
    let turn = 0;
    data.value = undefined;
    error.value = undefined;
    etag.value = "";

    const look = async (): Promise<void> => {
      clearTimeout(timer);
      const mine = ++turn;
      try {
        const answer = await call<T>("GET", path, { seen: etag.value });
        if (over || mine !== turn) {
          return;
        }
        if (answer.data !== undefined) {
          data.value = answer.data;
          etag.value = answer.etag;
        }
        error.value = undefined;
        pause = nextPause(pause, data.value !== undefined && runs(data.value));
      } catch (e) {
        if (over || mine !== turn) {
          return;
        }
        error.value = e instanceof Error ? e : new Error(String(e));
        pause = nextPause(pause, e instanceof NoAnswer && pause === QUICK);
      }
      if (!document.hidden) {
        timer = setTimeout(look, pause);
      }
    };
    const seen = (): void => {
      clearTimeout(timer);
      if (!document.hidden) {
        pause = QUICK;
        void look();
      }
    };
    lookNow.current = () => {
      pause = QUICK;
      return look();
    };
    document.addEventListener("visibilitychange", seen);
    window.addEventListener("online", seen);
    void look();
    return () => {
      over = true;
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", seen);
      window.removeEventListener("online", seen);
    };
  }, [path]);

  return {
    data,
    error,
    etag,
    look: () => lookNow.current(),
    show: (shown, tag) => {
      data.value = shown;
      etag.value = tag;
    },
  };
}
