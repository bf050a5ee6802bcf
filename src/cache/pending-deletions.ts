import type { Clock, Pause } from "../ports.ts";
import type { Selection } from "./selection.ts";

/** Deletions that the store has not carried out yet. They are retried until it has. */
export interface PendingDeletions {
  add(selection: Selection): void;
  /** Retries now, unless the last attempt is less than a second ago. */
  retry(): void;
  /** Lets the next `retry` run without that pause. */
  retryAtOnce(): void;
  some(matches: (selection: Selection) => boolean): boolean;
  readonly count: number;
  close(): void;
}

/** Pause between retries; each retry also empties the memory of all replicas. */
const RETRY_EVERY_MS = 1000;

/** Above this number, one deletion of everything replaces the list. */
const MAX_PENDING_DELETIONS = 1000;

/** @param remove carries a deletion out; returns nothing when the store does not answer */
export function createPendingDeletions(
  { clock, pause }: { readonly clock: Clock; readonly pause: Pause },
  remove: (selection: Selection) => Promise<number | undefined>,
): PendingDeletions {
  let pending: Selection[] = [];
  let retryAtMs = Number.NEGATIVE_INFINITY;
  let isRetrying = false;
  let isRetryScheduled = false;
  let isClosed = false;

  async function retry(): Promise<void> {
    if (pending.length === 0 || isRetrying || isClosed || clock.now() < retryAtMs) return;
    isRetrying = true;
    retryAtMs = clock.now() + RETRY_EVERY_MS;
    for (const deletion of [...pending]) {
      if ((await remove(deletion)) === undefined) break;
      pending = pending.filter((each) => each !== deletion);
    }
    isRetrying = false;
  }

  /** Retries until no deletion is pending, even without requests. */
  async function retryLater(): Promise<void> {
    if (isRetryScheduled) return;
    isRetryScheduled = true;
    while (pending.length > 0 && !isClosed) {
      await pause(RETRY_EVERY_MS);
      await retry();
    }
    isRetryScheduled = false;
  }

  return {
    add(selection) {
      pending = pending.length < MAX_PENDING_DELETIONS ? [...pending, selection] : [{}];
      void retryLater();
    },
    retry: () => void retry(),
    retryAtOnce() {
      retryAtMs = Number.NEGATIVE_INFINITY;
    },
    some: (matches) => pending.some(matches),
    get count() {
      return pending.length;
    },
    close() {
      isClosed = true;
    },
  };
}
