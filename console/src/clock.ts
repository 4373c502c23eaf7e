import { signal } from "@preact/signals";

/** The server's time, by what its answers say and how fast it passes there; empty before the first one. */
export const time = signal("");

/** Two answers that are closer than this say nothing of the pace; milliseconds. */
const APART = 1_000;
/** A pace this close to one is one: what differs is the way of the answers. */
const NEARLY = 0.25;

interface Sample {
  server: number;
  here: number;
}

let last: Sample | undefined;
let base: Sample | undefined;
let pace = 1;

/** An answer told the server's time. On a laptop time may pass faster than here, or stand still. */
export function heard(told: string | null, here = performance.now()): void {
  const server = Date.parse(told ?? "");
  if (Number.isNaN(server)) {
    return;
  }
  last = { server, here };
  if (!base) {
    base = last;
  } else if (here - base.here >= APART) {
    const found = (server - base.server) / (here - base.here);
    pace = Math.abs(found - 1) < NEARLY ? 1 : Math.max(0, found);
    base = last;
  }
  tick(here);
}

/** Lets time pass between two answers. */
export function tick(here = performance.now()): void {
  if (last) {
    time.value = new Date(last.server + (here - last.here) * pace).toISOString();
  }
}

/** The time now, and never one before what was seen. */
export function since(seen: string): string {
  return Date.parse(time.value) > Date.parse(seen) ? time.value : seen;
}
