import { LRUCache } from "lru-cache";

/** When each user last wrote through this process. */
export interface LastWrites {
  note(userId: string, atMs: number): void;
  /** An instant that no write noted for the user is later than; may be too late, never too early. */
  of(userId: string): number;
}

const MAX_USERS = 50_000;

/** Bounded: for users who are not remembered any more, the latest write of all those forgotten counts. */
export function lastWrites(): LastWrites {
  let forgottenMs = Number.NEGATIVE_INFINITY;
  const times = new LRUCache<string, number>({
    max: MAX_USERS,
    dispose(atMs, _userId, reason) {
      if (reason === "evict") forgottenMs = Math.max(forgottenMs, atMs);
    },
  });
  return {
    note: (userId, atMs) => times.set(userId, atMs),
    of: (userId) => times.get(userId) ?? forgottenMs,
  };
}
