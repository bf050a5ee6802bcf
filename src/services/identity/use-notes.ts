import type { Alarm, Clock } from "../../ports.ts";
import type { ApiKeyRepository } from "../../repositories/api-key-repository.ts";

/** Shortest interval at which a key's last use is written, over all processes. */
const EVERY_MS = 60_000;
/** Uses are collected for this long and written in one statement. */
const GATHER_MS = 1000;
/** Maximum number of keys in one statement. */
const BATCH = 500;

/** Records which keys are in use, without delaying requests. */
export interface UseNotes {
  /** @param lastNotedMs last recorded use of the key, as far as this process knows */
  note(id: string, lastNotedMs: number, nowMs: number): boolean;
  /** Writes the collected uses. */
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
      // Authentication works even if the database accepts no writes.
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
