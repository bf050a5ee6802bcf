import type { StatedDays } from "../../time/stated-days.ts";
import type { AskedMoment } from "../model.ts";
import type { AnomalyType, Severity, Suspicion } from "./finding.ts";

/** What differs from the person's usual in the latest days? */
export interface AnomalyQuery {
  readonly asked: AskedMoment;
  /** Days on which the person does not mean to work; nothing stated when absent. */
  readonly stated?: StatedDays;
}

/** Something that differs, with its numbers. */
export type Finding = Suspicion & {
  readonly severity: Severity;
  /** −log2 of the tail: 10 bits are one in a thousand. */
  readonly surpriseBits: number;
};

/** A lasting change of level: a finding of its own kind, beside what differs in the latest days. */
export type Change = Extract<Finding, { readonly type: "level_shift" }>;
export type Anomaly = Exclude<Finding, Change>;

/** Advice that goes with findings: the second and third text of a type, or praise when there is none. */
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

/** What is usual on the SUMMARY_DAYS dates before the recent ones. */
export interface BaselineSummary {
  /** 0–100; null when nothing was rated. */
  readonly averageProductivity: number | null;
  /** The middle half of the usual hours of start; `end` can be before `start` on the clock. */
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
  /** Changes that last; at most one. An upward one is also a spike while the latest days are far above the level before. */
  readonly changes: readonly Change[];
  /** Types for which there was enough to test; the others are unknown, not fine. */
  readonly tested: readonly AnomalyType[];
  /** Types whose test broke, which is a mistake of ours; the others are judged without it. */
  readonly failures: readonly { readonly type: AnomalyType; readonly error: unknown }[];
  readonly tips: readonly Tip[];
  readonly summary: BaselineSummary | null;
  /** Null when there is too little to say anything. */
  readonly patterns: Patterns | null;
  /** Why there is too little, when there is: too few dates ever, or no session lately. */
  readonly lacking: "dates" | "recent_sessions" | null;
  /** Distinct dates with sessions, ever. */
  readonly activeDays: number;
  /** Sessions on the SUMMARY_DAYS dates up to the day asked about. */
  readonly sessionsAnalyzed: number;
}
