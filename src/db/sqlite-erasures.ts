import type { DatabaseSync } from "node:sqlite";

/** Finds out, on a connection of its own, whom other processes have erased. */
export interface ErasureWatch {
  /** Tells of those erased since the last look. */
  look(): void;
  subscribe(listener: (userId: string) => void): () => void;
}

export function watchErasures(connection: DatabaseSync): ErasureWatch {
  const listeners = new Set<(userId: string) => void>();
  let seen = newestIn(connection);

  return {
    look() {
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

/** Nothing in a file whose table is still to come: a damaged one is served as it is. */
function newestIn(connection: DatabaseSync): number | undefined {
  try {
    return Number(connection.prepare("select max(id) as id from erasures").get()?.id ?? 0);
  } catch {
    return undefined;
  }
}
