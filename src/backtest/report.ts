import type { RowProblem } from "./history.ts";
import type { Scores } from "./scores.ts";

/** Scores of the methods on one history. */
export interface HistoryScores {
  readonly file: string;
  /** Days from the first to the last date. */
  readonly days: number;
  /** Number of forecast origins. */
  readonly origins: number;
  /** Mean absolute difference from the same weekday a week before, in sessions; the unit of scaled scores. */
  readonly scale: number;
  readonly model: Scores;
  readonly baselines: Readonly<Record<string, Scores>>;
}

/** Scores of the methods on one task. */
export interface TaskReport {
  readonly histories: readonly HistoryScores[];
  /** Mean over histories of CRPS / scale, for `model` and every baseline; empty without histories. */
  readonly mean_scaled_crps: Readonly<Record<string, number>>;
  /** Histories without a score on this task, with the reason. */
  readonly skipped: readonly { readonly file: string; readonly reason: SkipReason }[];
}

export type SkipReason =
  /** There is no possible origin. */
  | "too_short"
  /** Every week equals the one before, so scores cannot be scaled. */
  | "no_variation"
  /** Declared by the caller, or detected because almost all days begin at the same placeholder. */
  | "no_clock_times";

/** Names of the tasks besides the main one. */
export const OTHER_TASKS = [
  "week_ahead_daily",
  "early_weeks",
  "first_days",
  "newcomers_first_days",
  "newcomers_early_weeks",
  "newcomers_first_months",
  "noon",
  "week_total",
] as const;
export type OtherTask = (typeof OTHER_TASKS)[number];

/** The main task (a week ahead, weekly origins from day 28 on), and the others. */
export interface BacktestReport extends TaskReport {
  readonly tasks: Readonly<Record<OtherTask, TaskReport>>;
  /** Days from the first to the last date of every file. */
  readonly lengths: readonly { readonly file: string; readonly days: number }[];
  readonly problems: readonly RowProblem[];
}
