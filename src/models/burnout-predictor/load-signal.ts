import type { Estimate } from "../../stats/shrunken-mean.ts";
import type { StatedDays } from "../../time/stated-days.ts";
import type { AskedMoment } from "../model.ts";
import type { ChangeFactor } from "./change.ts";

/** Query: how heavy are the person's recent days relative to their own weeks before? */
export interface BurnoutQuery {
  readonly asked: AskedMoment;
  /** Stated absences are excluded from the usual level; when absent, none are stated. */
  readonly stated?: StatedDays;
}

export type BurnoutFactorName = ChangeFactor | "continuous_days";
export type RiskLevel = "low" | "medium" | "high" | "critical";

/** Measurement of one of the six factors, and its points. */
export interface Measurement {
  readonly factor: BurnoutFactorName;
  /** 0–25. */
  readonly score: number;
  /**
   * Decline as a percentage of the usual rating; minutes per day above the usual; share of sessions in percent (night,
   * weekend); standard deviation of ratings in points; days in a row.
   */
  readonly value: number;
  /**
   * Values for the factor's sentence: `recent` and `baseline`; `against`, which says whether the baseline is the four
   * "weeks" before or the "habit" of the months before those; and the check-ins' means when they count.
   */
  readonly parameters: Readonly<Record<string, string | number>>;
  /**
   * Estimate of the person's true change after shrinkage, in the unit of the factor's limits (`SCALES`); null for a run
   * of days, which is counted exactly.
   */
  readonly change: Estimate | null;
}

/** A factor that raised the score. */
export interface RiskFactor extends Measurement {
  readonly severity: "low" | "medium" | "high";
}

export interface LoadSignal {
  /** 0–100, the sum of the factors' scores. */
  readonly score: number;
  readonly level: RiskLevel | "unknown";
  /** Highest score first; only factors with a score above 0. */
  readonly factors: readonly RiskFactor[];
  /** All factors that could be judged, including those that score 0. */
  readonly measured: readonly Measurement[];
  /** Factors that could not be judged for lack of data; they score 0. */
  readonly unmeasured: readonly BurnoutFactorName[];
  /** Advice: a factor's name, "keep_rhythm" or "collect_data"; 1 to 3 of them. */
  readonly advice: readonly (BurnoutFactorName | "keep_rhythm" | "collect_data")[];
  /** Sessions on the ANALYZED_DAYS dates up to the day asked about. */
  readonly sessionsAnalyzed: number;
  readonly analyzedDays: number;
  readonly recentDays: number;
  readonly baselineDays: number;
}
