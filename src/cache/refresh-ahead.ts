import type { Clock, Pause } from "../ports.ts";
import type { AnswerCache } from "./answer-cache.ts";
import type { LocalEntry } from "./local-tier.ts";

/** Loads a person's answers again after a write, ahead of the requests for them. */
export interface RefreshAhead {
  /** Schedules a refresh of these outdated entries, without those that were not requested recently. */
  schedule(userId: string, entries: readonly LocalEntry[]): void;
  /** Cancels the refreshes of a user, or of all users, so that a deleted answer does not return without a request. */
  cancel(userId: string | undefined): void;
  /** Resolves when no refresh is scheduled or running. */
  settled(): Promise<void>;
  close(): void;
}

export interface RefreshAheadParts {
  readonly refresh: AnswerCache["refresh"];
  readonly clock: Clock;
  readonly pause: Pause;
  /** Delay before a refresh begins. Writes in that time share it. */
  readonly afterMs: number;
  /** Minimum distance between the beginnings of two refreshes. */
  readonly everyMs: number;
}

/** An answer without a request in this time is not refreshed: none is expected soon. */
const ASKED_WITHIN_MS = 900_000;

/** Answers that are refreshed per user: more than a page of the web app requests. */
const MAX_REQUESTS_PER_USER = 16;

/** With this many waiting users the load is high, and answers are loaded on request only. */
const MAX_USERS = 1000;

/**
 * Refresh ahead. A write makes all cached answers of its person unreachable, and a view of the same page usually follows.
 * Loading the answers of a page costs less than the write. The replica that received the write loads the answers that
 * were requested there. Other replicas take those answers from Redis, and load only the remaining ones.
 */
export function createRefreshAhead(parts: RefreshAheadParts): RefreshAhead {
  const { refresh, clock, pause, afterMs, everyMs } = parts;
  let waiting = new Map<string, readonly LocalEntry[]>();
  let due: typeof waiting = new Map();
  let running: Promise<void> | undefined;
  let isClosed = false;
  let lastMs = Number.NEGATIVE_INFINITY;

  async function run(): Promise<void> {
    while (waiting.size > 0 && !isClosed) {
      // `everyMs` bounds the pause when the clock is set back.
      const leftMs = Math.min(everyMs, lastMs + everyMs - clock.now());
      await pause(Math.max(afterMs, leftMs));
      lastMs = clock.now();
      [due, waiting] = [waiting, new Map()];
      for (const userId of due.keys()) await refreshAll(userId);
    }
    running = undefined;
  }

  async function refreshAll(userId: string): Promise<void> {
    for (const { request, askedAtMs } of due.get(userId) ?? []) {
      const load = request.loaderFor?.(userId, request.locale);
      if (load === undefined) continue;
      if (isClosed || !due.has(userId)) return;
      // The next request repeats the load and reports its failure.
      await refresh(request, load, askedAtMs).catch(() => {});
    }
  }

  return {
    schedule(userId, entries) {
      const sinceMs = clock.now() - ASKED_WITHIN_MS;
      const wanted = entries
        .filter(({ askedAtMs }) => askedAtMs >= sinceMs)
        .sort((one, other) => other.askedAtMs - one.askedAtMs)
        .slice(0, MAX_REQUESTS_PER_USER);
      if (wanted.length === 0 || isClosed || waiting.size >= MAX_USERS) return;
      waiting.set(userId, wanted);
      running ??= run();
    },
    cancel(userId) {
      if (userId === undefined) {
        due.clear();
        waiting.clear();
      } else {
        due.delete(userId);
        waiting.delete(userId);
      }
    },
    async settled() {
      await running;
    },
    close() {
      isClosed = true;
    },
  };
}
