import type { StatedDays } from "../../time/stated-days.ts";
import type { AskedMoment } from "../model.ts";
import type { AnomalyType, Severity, Suspicion } from "./finding.ts";

/** Query: which recent days differ from the person's usual pattern? */
export interface AnomalyQuery {
  readonly asked: AskedMoment;
  /** Days on which the person does not plan to work; when absent, none are stated. */
  readonly stated?: StatedDays;
}

/** A reported difference with its figures. */
export type Finding = Suspicion & {
  readonly severity: Severity;
  /** −log2 of the tail probability: 10 bits correspond to one in a thousand. */
  readonly surpriseBits: number;
};

/** A lasting change of level, reported separately from the anomalies of recent days. */
export type Change = Extract<Finding, { readonly type: "level_shift" }>;
export type Anomaly = Exclude<Finding, Change>;

/** Advice for findings: the second and third text of a type, or praise when nothing was found. */
export type Tip =
  | { readonly kind: "suggestion"; readonly related: AnomalyType; readonly variant: 2 | 3 }
  | { readonly kind: "positive" };

export type OverallStatus =
  | "healthy"
  | "info"
  | "warning"
  | "alert"
  | "critical"
  | "insufficient_data";

/** The usual pattern on the SUMMARY_DAYS dates before the recent ones. */
export interface BaselineSummary {
  /** 0–100; null without ratings. */
  readonly averageProductivity: number | null;
  /** Interquartile range of the usual start hours; `end` can be before `start` on the clock. */
  readonly typicalHours: { readonly start: number; readonly end: number };
  readonly topCategory: string | null;
  /** Per day with sessions. */
  readonly averageSessionsPerDay: number;
  readonly analysisPeriodDays: number;
}

export interface Patterns {
  readonly productivityTrend: "improving" | "stable" | "declining" | "unknown";
  readonly workIntensity: "high" | "normal" | "low" | "unknown";
  readonly scheduleRegularity: "regular" | "moderate" | "irregular" | "unknown";
}

export interface AnomalyReport {
  readonly status: OverallStatus;
  /** At most one per type, in the order of the types. */
  readonly anomalies: readonly Anomaly[];
  /**
   * Lasting changes; at most one. An upward change is also reported as a spike while the latest days are far above the
   * earlier level.
   */
  readonly changes: readonly Change[];
  /** Types that had enough data to test; for the others nothing is known. */
  readonly tested: readonly AnomalyType[];
  /** Types whose test threw an error, which is a bug; the other types are still judged. */
  readonly failures: readonly { readonly type: AnomalyType; readonly error: unknown }[];
  readonly tips: readonly Tip[];
  readonly summary: BaselineSummary | null;
  /** Null without enough data. */
  readonly patterns: Patterns | null;
  /** What is missing when there is not enough data: dates with sessions, or recent sessions. */
  readonly lacking: "dates" | "recent_sessions" | null;
  /** Number of dates with sessions, since the first session. */
  readonly activeDays: number;
  /** Sessions on the SUMMARY_DAYS dates up to the day asked about. */
  readonly sessionsAnalyzed: number;
}
