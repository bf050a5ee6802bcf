import type { Executor } from "./database.ts";

type Listener = (userIds: ReadonlySet<string>) => void;

/**
 * Notifies the version feed of the users for whom this process has written, before the writer learns of the commit.
 * PostgreSQL's notification arrives a moment later, and the next answer must not be older than the write.
 */
export interface OwnWrites {
  announce(userIds: ReadonlySet<string>): void;
  subscribe(listener: Listener): () => void;
}

/** The receivers of an executor's writes: they announce them at once, or collect them until the transaction ends. */
const receivers = new WeakMap<Executor, (userId: string) => void>();
const announcers = new WeakMap<Executor, OwnWrites>();

/** Attaches a new log to a database's executor. */
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
  receivers.set(executor, (userId) => log.announce(new Set([userId])));
  return log;
}

/**
 * Repositories call this after every write to a table that the version feed watches, even after a failed write or one that
 * changed nothing.
 */
export function noteWrite(executor: Executor, userId: string): void {
  receivers.get(executor)?.(userId);
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
      receivers.set(tx, (userId) => touched.add(userId));
      return work(tx);
    });
  } finally {
    // Failures are announced too: after a lost connection during COMMIT the outcome is unknown.
    announcers.get(executor)?.announce(touched);
  }
}
