import { sql } from "kysely";
import type { Executor } from "./database.ts";

/** The channel of erasures. Its payload is `ID USER`, which the repository sends in the erasing transaction. */
export const ERASURES_CHANNEL = "pomodoro_erasures";

/** Reports people whom any process has erased, also after an interruption of the listening connection. */
export interface ErasureWatch {
  /** Handles a notification. */
  take(payload: string): void;
  /** Reads erasures whose notifications may have been missed. */
  catchUp(): Promise<void>;
  subscribe(listener: (userId: string) => void): () => void;
}

export function watchErasures(executor: Executor): ErasureWatch {
  const listeners = new Set<(userId: string) => void>();
  /**
   * The last reported erasure; nothing before the first read. People who were erased earlier are not in this process's
   * memory.
   */
  let seen: number | undefined;

  function report(id: number, userId: string): void {
    seen = Math.max(seen ?? 0, id);
    for (const listener of listeners) listener(userId);
  }

  return {
    take(payload) {
      const space = payload.indexOf(" ");
      const id = Number(payload.slice(0, space));
      if (space > 0 && Number.isSafeInteger(id)) report(id, payload.slice(space + 1));
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
        for (const { id, user_id } of rows) report(id, user_id);
      } catch {
        // The connection was lost again; the next one reads the erasures.
      }
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
