import type { Clock, Pause } from "../ports.ts";
import type { AnswerCache } from "./answer-cache.ts";
import type { LocalEntry } from "./local-tier.ts";

/** Makes a person's answers anew after a write, before they are asked for again. */
export interface Renewals {
  /** These kept answers are out of date now, or soon; what is asked for no more is left alone. */
  renew(userId: string, entries: readonly LocalEntry[]): void;
  /** What was deleted must not come back unasked; everybody's when no user is named. */
  forget(userId: string | undefined): void;
  /** Until nothing is to be made any more. */
  settled(): Promise<void>;
  close(): void;
}

export interface RenewalParts {
  readonly prepare: AnswerCache["prepare"];
  readonly clock: Clock;
  readonly pause: Pause;
  /** So long after it is called for a renewal begins; what comes meanwhile is the same one. */
  readonly afterMs: number;
  /** So long it begins after the one before, at least. */
  readonly everyMs: number;
}

/** Whoever has not asked for so long is not waiting for an answer. */
const ASKED_WITHIN_MS = 900_000;

/** More than a page of the web app asks for. */
const MOST_PER_USER = 16;

/** Beyond that, answers are made when they are asked for: the service has enough to do. */
const MOST_USERS = 1000;

/**
 * A write makes all kept answers of its person unreachable, and what follows a write is usually a look at the same page.
 * Making its answers takes less than the write itself. The replica that took the write makes what was asked for there; the
 * others take that from Redis, and make what was asked for nowhere but there.
 */
export function createRenewals(parts: RenewalParts): Renewals {
  const { prepare, clock, pause, afterMs, everyMs } = parts;
  let waiting = new Map<string, readonly LocalEntry[]>();
  let due: typeof waiting = new Map();
  let running: Promise<void> | undefined;
  let isClosed = false;
  let lastMs = Number.NEGATIVE_INFINITY;

  async function run(): Promise<void> {
    while (waiting.size > 0 && !isClosed) {
      // The clock may have been set back.
      const leftMs = Math.min(everyMs, lastMs + everyMs - clock.now());
      await pause(Math.max(afterMs, leftMs));
      lastMs = clock.now();
      [due, waiting] = [waiting, new Map()];
      for (const userId of due.keys()) await renewAll(userId);
    }
    running = undefined;
  }

  async function renewAll(userId: string): Promise<void> {
    for (const { question, askedAtMs } of due.get(userId) ?? []) {
      const make = question.make?.(userId, question.locale);
      if (make === undefined) continue;
      if (isClosed || !due.has(userId)) return;
      // Whoever asks meets the failure again, and is told.
      await prepare(question, make, askedAtMs).catch(() => {});
    }
  }

  return {
    renew(userId, entries) {
      const sinceMs = clock.now() - ASKED_WITHIN_MS;
      const wanted = entries
        .filter(({ askedAtMs }) => askedAtMs >= sinceMs)
        .sort((one, other) => other.askedAtMs - one.askedAtMs)
        .slice(0, MOST_PER_USER);
      if (wanted.length === 0 || isClosed || waiting.size >= MOST_USERS) return;
      waiting.set(userId, wanted);
      running ??= run();
    },
    forget(userId) {
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
