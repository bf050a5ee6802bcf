import type { Estimate } from "../../stats/shrunken-mean.ts";
import type { StatedDays } from "../../time/stated-days.ts";
import type { AskedMoment } from "../model.ts";
import type { ChangeFactor } from "./change.ts";

/** How heavy are the person's recent days against their own weeks before? */
export interface BurnoutQuery {
  readonly asked: AskedMoment;
  /** Days on which the person has said that they are away tell nothing of what is usual; nothing stated when absent. */
  readonly stated?: StatedDays;
}

export type BurnoutFactorName = ChangeFactor | "continuous_days";
export type RiskLevel = "low" | "medium" | "high" | "critical";

/** What was measured of one of the six factors, and the points it adds. */
export interface Measurement {
  readonly factor: BurnoutFactorName;
  /** 0–25. */
  readonly score: number;
  /**
   * Missing share of the usual rating in percent; minutes a day over the usual; share of sessions in percent
   * (night, weekend); deviation of ratings in points; days in a row.
   */
  readonly value: number;
  /**
   * Values for the sentence about it: `recent` and `baseline`, what that is (`against`: the four "weeks" before or the
   * "habit" of the months before those), and the check-ins' means when they count.
   */
  readonly parameters: Readonly<Record<string, string | number>>;
  /**
   * What is known of the person's true change, shrunk, in the unit of the factor's limits (`SCALES`); null for a run of
   * days, which is counted.
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
  /** All factors that could be judged, those that score 0 too. */
  readonly measured: readonly Measurement[];
  /** Factors that could not be judged for lack of data; they score 0. */
  readonly unmeasured: readonly BurnoutFactorName[];
  /** What to consider: a factor's name, "keep_rhythm" or "collect_data"; 1 to 3 of them. */
  readonly advice: readonly (BurnoutFactorName | "keep_rhythm" | "collect_data")[];
  /** Sessions on the ANALYZED_DAYS dates up to the day asked about. */
  readonly sessionsAnalyzed: number;
  readonly analyzedDays: number;
  readonly recentDays: number;
  readonly baselineDays: number;
}
