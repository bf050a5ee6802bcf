import { sql } from "kysely";
import type { Executor } from "./database.ts";

/** Carries `ID USER` of each erasure; the repository sends it in the erasing transaction. */
export const ERASURES_CHANNEL = "pomodoro_erasures";

/** Tells of people whom any process has erased, also after the listening connection was interrupted. */
export interface ErasureWatch {
  /** Takes a notification. */
  take(payload: string): void;
  /** Reads what may have been missed. */
  catchUp(): Promise<void>;
  subscribe(listener: (userId: string) => void): () => void;
}

export function watchErasures(executor: Executor): ErasureWatch {
  const listeners = new Set<(userId: string) => void>();
  /** Nothing before the first look: who was erased earlier is in no memory of this process. */
  let seen: number | undefined;

  function tell(id: number, userId: string): void {
    seen = Math.max(seen ?? 0, id);
    for (const listener of listeners) listener(userId);
  }

  return {
    take(payload) {
      const space = payload.indexOf(" ");
      const id = Number(payload.slice(0, space));
      if (space > 0 && Number.isSafeInteger(id)) tell(id, payload.slice(space + 1));
    },
    async catchUp() {
      try {
        if (seen === undefined) {
          const { rows } = await sql<{ id: number }>`
            select coalesce(max(id), 0)::float8 as id from erasures`.execute(executor);
          seen = Math.max(seen ?? 0, rows[0]?.id ?? 0);
          return;
        }
        const { rows } = await sql<{ id: number; user_id: string }>`
          select id::float8 as id, user_id from erasures where id > ${seen} order by id`.execute(
          executor,
        );
        for (const { id, user_id } of rows) tell(id, user_id);
      } catch {
        // The connection is gone again; the next one reads.
      }
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
