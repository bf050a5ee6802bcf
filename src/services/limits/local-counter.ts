import { LRUCache } from "lru-cache";
import type { Budget } from "../../config/limit-settings.ts";
import type { Rate } from "../../config/rate-type.ts";
import type { Clock } from "../../ports.ts";
import { takeUnits } from "./cell-rate.ts";
import type { BudgetCounter, Standing } from "./standing.ts";

/**
 * About 10 MB for each budget when full. Who asked longest ago is forgotten first: with as many callers within one
 * period that caller begins again with a full budget.
 */
export const MAX_CALLERS = 50_000;

export interface LocalCounterParts {
  readonly budget: Budget;
  readonly rate: Rate;
  readonly clock: Clock;
  /** Among how many processes the budget is divided now. */
  readonly processes: () => number;
}

export interface LocalCounter extends BudgetCounter {
  decide(caller: string): Standing;
}

/** Counts in this process alone. One number is kept for each caller. */
export function createLocalCounter({
  budget,
  rate,
  clock,
  processes,
}: LocalCounterParts): LocalCounter {
  const arrivals = new LRUCache<string, number>({ max: MAX_CALLERS });
  let share = rate;
  let dividedBy = 1;

  function shareNow(): Rate {
    const among = processes();
    if (among === dividedBy) return share;
    dividedBy = among;
    share = { ...rate, count: Math.max(1, Math.floor(rate.count / among)) };
    return share;
  }

  function decide(caller: string): Standing {
    const now = shareNow();
    const taken = takeUnits(now, arrivals.get(caller) ?? 0, clock.now(), 1);
    const isAllowed = taken.granted > 0;
    if (isAllowed) arrivals.set(caller, taken.arrivalMs);
    const { remaining, moreInMs } = taken;
    return { budget, ...rate, isAllowed, remaining, moreInMs };
  }

  return {
    decide,
    ask: async (caller) => decide(caller),
    giveBack(caller) {
      const { count, periodMs } = shareNow();
      const arrivalMs = arrivals.get(caller);
      if (arrivalMs !== undefined) arrivals.set(caller, arrivalMs - periodMs / count);
    },
  };
}
