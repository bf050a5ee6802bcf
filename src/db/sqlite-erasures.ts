import type { DatabaseSync } from "node:sqlite";

/** Detects the people whom other processes have erased, on a separate connection. */
export interface ErasureWatch {
  /** Reports the people who were erased since the last check. */
  check(): void;
  subscribe(listener: (userId: string) => void): () => void;
}

export function watchErasures(connection: DatabaseSync): ErasureWatch {
  const listeners = new Set<(userId: string) => void>();
  let seen = newestIn(connection);

  return {
    check() {
      if (listeners.size === 0 || seen === undefined) return;
      const found = connection
        .prepare("select id, user_id from erasures where id > ? order by id")
        .all(seen);
      for (const { id, user_id } of found) {
        seen = Number(id);
        for (const listener of listeners) listener(String(user_id));
      }
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The newest erasure; nothing when the table does not exist, because a damaged file is served without migrations. */
function newestIn(connection: DatabaseSync): number | undefined {
  try {
    return Number(connection.prepare("select max(id) as id from erasures").get()?.id ?? 0);
  } catch {
    return undefined;
  }
}
