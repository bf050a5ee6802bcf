import type { Alarm, Clock } from "../../ports.ts";
import type { ApiKeyRepository } from "../../repositories/api-key-repository.ts";

/** A key's last use is written at most so often, by all processes together. */
const EVERY_MS = 60_000;
/** Uses are gathered for this long and written by one statement. */
const GATHER_MS = 1000;
/** Keys in one statement. */
const BATCH = 500;

/** Tells the database which keys are in use, without making a request wait for it. */
export interface UseNotes {
  /** @param lastNotedMs when a use of the key was noted last, as far as is known here */
  note(id: string, lastNotedMs: number, nowMs: number): boolean;
  /** Writes what is gathered. */
  close(): Promise<void>;
}

export interface UseNotesParts {
  readonly keys: Pick<ApiKeyRepository, "noteUse">;
  readonly clock: Clock;
  readonly after: Alarm;
  readonly onTrouble: (error: unknown) => void;
}

export function createUseNotes({ keys, clock, after, onTrouble }: UseNotesParts): UseNotes {
  let gathered = new Set<string>();
  let cancel: (() => void) | undefined;
  let isClosed = false;

  async function write(): Promise<void> {
    cancel = undefined;
    const ids = [...gathered];
    gathered = new Set();
    const nowMs = clock.now();
    try {
      for (let from = 0; from < ids.length; from += BATCH) {
        await keys.noteUse(ids.slice(from, from + BATCH), nowMs, nowMs - EVERY_MS);
      }
    } catch (error) {
      // A database that takes no writes lets people in all the same.
      onTrouble(error);
    }
  }

  return {
    note(id, lastNotedMs, nowMs) {
      if (isClosed || nowMs - lastNotedMs < EVERY_MS) return false;
      gathered.add(id);
      cancel ??= after(GATHER_MS, () => void write());
      return true;
    },
    async close() {
      isClosed = true;
      cancel?.();
      if (gathered.size > 0) await write();
    },
  };
}
