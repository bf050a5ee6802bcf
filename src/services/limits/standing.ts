import type { Budget } from "../../config/limit-settings.ts";
import type { Rate } from "../../config/rate-type.ts";

/** A configured budget; one object for each. */
export interface Limit extends Rate {
  readonly budget: Budget;
}

/** State of a caller's budget after a request was counted or rejected. */
export interface Standing {
  readonly limit: Limit;
  readonly isAllowed: boolean;
  /** Requests still allowed at once. */
  readonly remaining: number;
  /** Time until one more is allowed, ms. */
  readonly moreInMs: number;
}

/** Counts the requests of all callers against one budget. */
export interface BudgetCounter {
  /** Decides synchronously, and counts an allowed request; `undefined` when the store must be asked. */
  decide(caller: string): Standing | undefined;
  /** Decides asynchronously when `decide` cannot. */
  ask(caller: string): Promise<Standing>;
  /** Refunds a request that will be counted again, or should not count. */
  giveBack(caller: string): void;
}
