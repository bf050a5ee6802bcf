import type { Budget } from "../../config/limit-settings.ts";

/** How a caller stands with a budget once a request was counted, or refused. */
export interface Standing {
  readonly budget: Budget;
  /** The whole budget. */
  readonly count: number;
  readonly periodMs: number;
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
