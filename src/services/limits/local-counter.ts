import type { Budget } from "../../config/limit-settings.ts";
import type { Rate } from "../../config/rate-type.ts";
import type { Clock } from "../../ports.ts";
import { createLargeLru } from "../../runtime/large-lru.ts";
import { takeUnits } from "./cell-rate.ts";
import type { BudgetCounter, Limit, Standing } from "./standing.ts";

/**
 * About 10 MB per budget when full. The least recently seen caller is dropped first, and then starts again with a full
 * budget if there are this many callers within one period.
 */
export const MAX_CALLERS = 50_000;

export interface LocalCounterParts {
  readonly budget: Budget;
  readonly rate: Rate;
  readonly clock: Clock;
  /** Current number of processes that share the budget. */
  readonly processes: () => number;
}

export interface LocalCounter extends BudgetCounter {
  decide(caller: string): Standing;
}

/** State of one caller. */
interface Arrival {
  /** Theoretical arrival time after the last request. */
  ms: number;
}

/** Counts in this process alone. */
export function createLocalCounter({
  budget,
  rate,
  clock,
  processes,
}: LocalCounterParts): LocalCounter {
  const limit: Limit = { budget, ...rate };
  const arrivals = createLargeLru<Arrival>(MAX_CALLERS);
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
    const arrival = arrivals.get(caller);
    const taken = takeUnits(shareNow(), arrival?.ms ?? 0, clock.now(), 1);
    const { arrivalMs, remaining, moreInMs } = taken;
    const isAllowed = taken.granted > 0;
    if (isAllowed) {
      if (arrival === undefined) arrivals.set(caller, { ms: arrivalMs });
      else arrival.ms = arrivalMs;
    }
    return { limit, isAllowed, remaining, moreInMs };
  }

  return {
    decide,
    ask: async (caller) => decide(caller),
    giveBack(caller) {
      const { count, periodMs } = shareNow();
      const arrival = arrivals.get(caller);
      if (arrival !== undefined) arrival.ms -= periodMs / count;
    },
  };
}
