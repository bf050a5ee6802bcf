import { type CacheStore, CacheStoreError, type Clock } from "../ports.ts";
import { type CircuitBreaker, createCircuitBreaker } from "./circuit-breaker.ts";

/** A store behind a circuit breaker: calls never throw, and a store that is down is not called. */
export interface GuardedStore {
  /** Runs work on the store unless the breaker is open; nothing when it fails. */
  attempt<Value>(work: (store: CacheStore) => Promise<Value>): Promise<Value | undefined>;
  /**
   * The same for a call that a request awaits. While the breaker is open the request does not wait, and the probe runs
   * in the background.
   */
  ask<Value>(
    work: (store: CacheStore) => Promise<Value>,
    probe: (store: CacheStore) => Promise<unknown>,
  ): Promise<Value | undefined>;
  /** Half-opens the breaker when the store may be available again: the next call passes. */
  halfOpen(): void;
  /** Also `open` before the store's first answer. */
  readonly state: CircuitBreaker["state"];
  /** Calls that failed, refusals included. */
  readonly errors: number;
}

/** @param onSuccess called after each successful call */
export function createGuardedStore(
  store: CacheStore,
  clock: Clock,
  onSuccess: () => void,
): GuardedStore {
  const breaker = createCircuitBreaker(clock);
  let hasAnswered = false;
  let errors = 0;

  async function attempt<Value>(
    work: (store: CacheStore) => Promise<Value>,
  ): Promise<Value | undefined> {
    if (!breaker.allows()) return undefined;
    try {
      const value = await work(store);
      hasAnswered = true;
      breaker.succeeded();
      onSuccess();
      return value;
    } catch (error) {
      errors += 1;
      if (error instanceof CacheStoreError && error.refused) {
        hasAnswered = true;
        breaker.succeeded();
      } else {
        breaker.failed();
      }
      return undefined;
    }
  }

  return {
    attempt,
    async ask(work, probe) {
      if (breaker.state === "closed") return attempt(work);
      void attempt(probe);
      return undefined;
    },
    halfOpen: () => breaker.halfOpen(),
    get state() {
      return hasAnswered ? breaker.state : "open";
    },
    get errors() {
      return errors;
    },
  };
}
