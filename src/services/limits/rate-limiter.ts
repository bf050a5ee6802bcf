import { createCircuitBreaker } from "../../cache/circuit-breaker.ts";
import { BUDGETS, type Budget } from "../../config/limit-settings.ts";
import type { Rate } from "../../config/rate-type.ts";
import type { Clock, LimitStore } from "../../ports.ts";
import { createLeasedCounter } from "./leased-counter.ts";
import { createLocalCounter } from "./local-counter.ts";
import type { BudgetCounter } from "./standing.ts";

export interface RateLimiterParts {
  readonly rates: Readonly<Record<Budget, Rate | "off">>;
  readonly clock: Clock;
  /** Absent when processes do not count jointly. */
  readonly store: LimitStore | undefined;
  /** Number of processes known to this one. */
  readonly processes: number;
}

/** Counters of the limited budgets. */
export type RateLimiter = Readonly<Partial<Record<Budget, BudgetCounter>>>;

/** Interval at which the number of processes is counted. */
const COUNT_EVERY_MS = 10_000;

/** @returns `undefined` when nothing is limited */
export function createRateLimiter(parts: RateLimiterParts): RateLimiter | undefined {
  const { rates, clock, store } = parts;
  const breaker = createCircuitBreaker(clock);
  let processes = parts.processes;
  let countedAtMs = Number.NEGATIVE_INFINITY;

  /** The number of processes is remembered for times when the store is unavailable. */
  function countProcesses(): void {
    const nowMs = clock.now();
    if (store === undefined || Math.abs(nowMs - countedAtMs) < COUNT_EVERY_MS) return;
    countedAtMs = nowMs;
    store.countProcesses().then(
      (counted) => {
        processes = counted;
      },
      () => {},
    );
  }

  function counterOf(budget: Budget, rate: Rate): BudgetCounter {
    const local = { budget, rate, clock, processes: () => processes };
    return store === undefined
      ? createLocalCounter(local)
      : createLeasedCounter({ ...local, store, breaker, onAnswer: countProcesses });
  }

  const limiter: Partial<Record<Budget, BudgetCounter>> = {};
  for (const budget of BUDGETS) {
    const rate = rates[budget];
    if (rate !== "off") limiter[budget] = counterOf(budget, rate);
  }
  return Object.keys(limiter).length === 0 ? undefined : limiter;
}
