import { signal } from "@preact/signals";

/** What has just happened, said aloud to whoever does not see it. */
export const notice = signal<{ words: string; bad: boolean } | null>(null);

export function say(words: string): void {
  notice.value = { words, bad: false };
}

export function warn(words: string): void {
  notice.value = { words, bad: true };
}
