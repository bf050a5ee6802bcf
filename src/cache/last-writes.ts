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
  /** The user whose write is the oldest comes first. */
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
