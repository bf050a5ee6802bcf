/** The time of each user's last write through this process. */
export interface LastWrites {
  note(userId: string, atMs: number): void;
  /** An upper bound of the user's last write: it may be too late, but is never too early. */
  of(userId: string): number;
}

const MAX_USERS = 50_000;

/** Remembers a bounded number of users. For evicted users, the latest write of all evicted users counts. */
export function lastWrites(): LastWrites {
  let forgottenMs = Number.NEGATIVE_INFINITY;
  /** Ordered by time, oldest write first. */
  const times = new Map<string, number>();
  return {
    note(userId, atMs) {
      times.delete(userId);
      times.set(userId, atMs);
      if (times.size <= MAX_USERS) return;
      for (const [oldest, oldestMs] of times) {
        forgottenMs = Math.max(forgottenMs, oldestMs);
        times.delete(oldest);
        break;
      }
    },
    of: (userId) => times.get(userId) ?? forgottenMs,
  };
}
