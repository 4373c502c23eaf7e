import { signal } from "@preact/signals";

/** What has just happened, said aloud to whoever does not see it. */
export const notice = signal<{ words: string; bad: boolean } | null>(null);

/** Long enough to be read twice; milliseconds. What went wrong stays until it is dismissed or another page is opened. */
const STAYS = 8_000;

let leaves: ReturnType<typeof setTimeout> | undefined;

export function say(words: string): void {
  notice.value = { words, bad: false };
  stay();
  leaves = setTimeout(dismiss, STAYS);
}

export function warn(words: string): void {
  stay();
  notice.value = { words, bad: true };
}

/** It does not leave by itself any more: somebody reads it, or is about to dismiss it. */
export function stay(): void {
  clearTimeout(leaves);
}

export function dismiss(): void {
  stay();
  notice.value = null;
}
