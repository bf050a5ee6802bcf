import { AsyncLocalStorage } from "node:async_hooks";

const mode = new AsyncLocalStorage<true>();

/**
 * Runs work that has to do with what this process remembers: people and their profiles are as they were last known, and
 * a query of the database is refused at once instead of being waited for.
 */
export function fromMemory<Result>(work: () => Result): Result {
  return mode.run(true, work);
}

/** Whether the work that is going on has to do with what is remembered. */
export function isFromMemory(): boolean {
  return mode.getStore() === true;
}
