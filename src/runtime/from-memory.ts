import { AsyncLocalStorage } from "node:async_hooks";

const mode = new AsyncLocalStorage<true>();

/**
 * Runs work on this process's memory alone: people and their profiles have their last known state, and a database query
 * fails at once instead of waiting.
 */
export function fromMemory<Result>(work: () => Result): Result {
  return mode.run(true, work);
}

/** Whether the current work runs on memory alone. */
export function isFromMemory(): boolean {
  return mode.getStore() === true;
}
