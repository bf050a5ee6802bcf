import type { RowProblem } from "./history.ts";
import type { Scores } from "./scores.ts";

/** How the methods did on one history. */
export interface HistoryScores {
  readonly file: string;
  /** Days from the first to the last date. */
  readonly days: number;
  /** Moments at which forecasts were made. */
  readonly origins: number;
  /** Mean absolute difference to the same weekday a week before: what a score of 1 means here, in sessions. */
  readonly scale: number;
  readonly model: Scores;
  readonly baselines: Readonly<Record<string, Scores>>;
}

/** How the methods did on one task. */
export interface TaskReport {
  readonly histories: readonly HistoryScores[];
  /** Mean over histories of CRPS / scale, for `model` and every baseline; empty without histories. */
  readonly mean_scaled_crps: Readonly<Record<string, number>>;
  /** Histories this task could not be tried on, and why. */
  readonly skipped: readonly { readonly file: string; readonly reason: SkipReason }[];
}

export type SkipReason =
  /** Not a single origin fits. */
  | "too_short"
  /** Every week is like the one before, so that scores cannot be scaled. */
  | "no_variation"
  /** The caller says so, or nearly all days begin at the same placeholder. */
  | "no_clock_times";

/** The names of the tasks beside the main one. */
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

/** The main task (a week ahead, weekly origins from the 28th day on), and the others. */
export interface BacktestReport extends TaskReport {
  readonly tasks: Readonly<Record<OtherTask, TaskReport>>;
  /** Days from the first to the last date of every file. */
  readonly lengths: readonly { readonly file: string; readonly days: number }[];
  readonly problems: readonly RowProblem[];
}
