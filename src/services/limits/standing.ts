import type { Budget } from "../../config/limit-settings.ts";
import type { Rate } from "../../config/rate-type.ts";

/** A whole budget; one object for each that is configured. */
export interface Limit extends Rate {
  readonly budget: Budget;
}

/** How a caller stands with a budget once a request was counted, or refused. */
export interface Standing {
  readonly limit: Limit;
  readonly isAllowed: boolean;
  /** Requests that may still follow at once. */
  readonly remaining: number;
  /** Until one more may, ms. */
  readonly moreInMs: number;
}

/** Counts the requests of all callers against one budget. */
export interface BudgetCounter {
  /** At once, and counted when it is allowed; nothing when it has to be asked for. */
  decide(caller: string): Standing | undefined;
  /** For what could not be decided at once. */
  ask(caller: string): Promise<Standing>;
  /** A request that was counted is to be counted again, or not at all. */
  giveBack(caller: string): void;
}
