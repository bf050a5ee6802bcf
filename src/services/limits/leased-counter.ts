import { hash } from "node:crypto";
import type { CircuitBreaker } from "../../cache/circuit-breaker.ts";
import type { LimitStore } from "../../ports.ts";
import { createLargeLru } from "../../runtime/large-lru.ts";
import { Lease } from "./lease.ts";
import {
  createLocalCounter,
  type LocalCounter,
  type LocalCounterParts,
  MAX_CALLERS,
} from "./local-counter.ts";
import type { BudgetCounter, Limit, Standing } from "./standing.ts";

export interface LeasedCounterParts extends LocalCounterParts {
  readonly store: Pick<LimitStore, "take">;
  readonly breaker: CircuitBreaker;
  /** Called when the store has answered. */
  readonly onAnswer: () => void;
}

/**
 * Counts jointly with other processes. Units are taken from the store before they are used: one at a time for an
 * occasional caller, and the demand of one second for a busy one. No more units are used than the store has given, and
 * a busy caller's request is counted without waiting. For a caller with an empty budget, the store is asked again when
 * units are available. While the store does not answer, this process counts by itself with its share of the budget.
 */
export function createLeasedCounter(parts: LeasedCounterParts): BudgetCounter {
  const { budget, rate, clock, store, breaker, onAnswer } = parts;
  const limit: Limit = { budget, ...rate };
  const leases = createLargeLru<Lease>(MAX_CALLERS);
  const alone: LocalCounter = createLocalCounter(parts);

  function leaseOf(caller: string): Lease {
    const known = leases.get(caller);
    if (known !== undefined) return known;
    // The key is a hash, so that names and addresses of people are not sent to the store.
    const lease = new Lease(
      `${budget}:{${hash("sha256", caller, "base64url").slice(0, 22)}}`,
      rate,
    );
    leases.set(caller, lease);
    return lease;
  }

  /** Whether the store answered. Concurrent requests share one query. */
  function fetch(lease: Lease): Promise<boolean> {
    lease.pending ??= take(lease).finally(() => {
      lease.pending = undefined;
    });
    return lease.pending;
  }

  async function take(lease: Lease): Promise<boolean> {
    const wanted = lease.wanted;
    try {
      const taken = await store.take(lease.key, rate, wanted);
      breaker.succeeded();
      lease.add(taken, wanted, clock.now());
      onAnswer();
      return true;
    } catch {
      breaker.failed();
      return false;
    }
  }

  function standing(lease: Lease, isAllowed: boolean, nowMs: number): Standing {
    const { remaining } = lease;
    return { limit, isAllowed, remaining, moreInMs: lease.moreInMs(nowMs) };
  }

  function decideBy(lease: Lease, caller: string): Standing | undefined {
    const nowMs = clock.now();
    if (lease.spend(nowMs)) {
      if (lease.isRunningOut && lease.pending === undefined && breaker.allows()) void fetch(lease);
      return standing(lease, true, nowMs);
    }
    if (lease.isEmpty(nowMs)) return standing(lease, false, nowMs);
    if (breaker.state === "closed") return undefined;
    if (lease.pending === undefined && breaker.allows()) void fetch(lease);
    return alone.decide(caller);
  }

  return {
    decide: (caller) => decideBy(leaseOf(caller), caller),
    async ask(caller) {
      const lease = leaseOf(caller);
      lease.waiting += 1;
      try {
        for (;;) {
          const decided = decideBy(lease, caller);
          if (decided !== undefined) return decided;
          if (!(await fetch(lease))) return alone.decide(caller);
        }
      } finally {
        lease.waiting -= 1;
      }
    },
    giveBack: (caller) => leaseOf(caller).giveBack(),
  };
}
