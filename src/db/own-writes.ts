import type { Executor } from "./database.ts";

type Listener = (userIds: ReadonlySet<string>) => void;

/**
 * Tells the version feed which users this process has written for, before the writer learns that its write
 * is committed: a notification from PostgreSQL arrives a moment later, and the next answer must not miss it.
 */
export interface OwnWrites {
  announce(userIds: ReadonlySet<string>): void;
  subscribe(listener: Listener): () => void;
}

/** Where the writes of an executor are noted: at once, or collected until its transaction ends. */
const noteTakers = new WeakMap<Executor, (userId: string) => void>();
const announcers = new WeakMap<Executor, OwnWrites>();

/** Attaches a fresh log to a database's executor. */
export function ownWritesOf(executor: Executor): OwnWrites {
  const listeners = new Set<Listener>();
  const log: OwnWrites = {
    announce(userIds) {
      if (userIds.size > 0) for (const listener of listeners) listener(userIds);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  announcers.set(executor, log);
  noteTakers.set(executor, (userId) => log.announce(new Set([userId])));
  return log;
}

/**
 * Every repository calls this after a write to a table that the version feed watches, also after one that failed, or found
 * what it would have changed to be so already.
 */
export function noteWrite(executor: Executor, userId: string): void {
  noteTakers.get(executor)?.(userId);
}

/** Runs `work` in the given transaction, or in a new one when `executor` is not a transaction. */
export async function inTransaction<T>(
  executor: Executor,
  work: (tx: Executor) => Promise<T>,
): Promise<T> {
  if (executor.isTransaction) return work(executor);
  const touched = new Set<string>();
  try {
    return await executor.transaction().execute((tx) => {
      noteTakers.set(tx, (userId) => touched.add(userId));
      return work(tx);
    });
  } finally {
    // Also after a failure: when the connection breaks during COMMIT nobody knows what the database did.
    announcers.get(executor)?.announce(touched);
  }
}
