import { type CacheStore, CacheStoreError, type Clock } from "../ports.ts";
import { type CircuitBreaker, createCircuitBreaker } from "./circuit-breaker.ts";

/** A store behind a circuit breaker: calls never throw, and a store that is down is not asked. */
export interface GuardedStore {
  /** Does work on the store unless that is known to be down; nothing when it fails. */
  attempt<Value>(work: (store: CacheStore) => Promise<Value>): Promise<Value | undefined>;
  /**
   * The same for a call that a request waits for. While the breaker is open the request does not wait, and the probe
   * runs beside it.
   */
  ask<Value>(
    work: (store: CacheStore) => Promise<Value>,
    probe: (store: CacheStore) => Promise<unknown>,
  ): Promise<Value | undefined>;
  /** The store may be back: the next call is let through. */
  halfOpen(): void;
  /** `open` also while the store has not answered yet. */
  readonly state: CircuitBreaker["state"];
  /** Calls that failed, refusals included. */
  readonly errors: number;
}

/** @param onSuccess called after each call that the store has carried out */
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
