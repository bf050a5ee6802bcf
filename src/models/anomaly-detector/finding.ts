import type { TESTED_TYPES } from "../../domain/anomaly-types.ts";
import type { EpochDay } from "../../time/calendar.ts";

export type AnomalyType = (typeof TESTED_TYPES)[number];

export type Severity = "low" | "medium" | "high" | "critical";

/** Details of a finding, by type; figures are unrounded. */
export interface FindingDetails {
  readonly productivity_drop: {
    /** Difference of the means in standard errors; negative. */
    readonly zScore: number;
    readonly currentValue: number;
    readonly baselineValue: number;
    /** Relative to the baseline; negative. */
    readonly changePercent: number;
    /** The latest ratings of the recent days, at most five, oldest first. */
    readonly dataPoints: readonly number[];
  };
  readonly unusual_hours: {
    /** Interquartile range of the usual hours; `end` can be before `start` on the clock. */
    readonly usualStart: number;
    readonly usualEnd: number;
    /** Hours of unusual sessions in the recent days, at most five, latest day first. */
    readonly hours: readonly number[];
    readonly unusualSessions: number;
    readonly sessions: number;
  };
  readonly category_shift: {
    readonly category: string;
    /** Percentage points; negative when the category became rarer. */
    readonly changePercent: number;
    readonly baselineTop: string | null;
    /** Percent of the week's sessions by category; null stands for all categories without a slot. */
    readonly recentDistribution: readonly (readonly [category: string | null, percent: number])[];
  };
  readonly streak_break: {
    readonly streakDays: number;
    /** Idle days; counted up to today when the person has not returned. */
    readonly gapDays: number;
    readonly gapStart: EpochDay;
    readonly returned: boolean;
  };
  readonly overwork_spike: {
    /** Recent sessions as a percentage of the usual number for these weekdays. */
    readonly ratioPercent: number;
    readonly currentAverage: number;
    readonly baselineAverage: number;
    /** Excess over the usual number in percent: 60 for 1.6 times. */
    readonly excessPercent: number;
  };
  readonly quality_decline: {
    readonly consecutiveCount: number;
    readonly recentAverage: number;
    readonly baselineAverage: number;
    /** Oldest first; the last one is the latest rating. */
    readonly consecutiveRatings: readonly number[];
  };
  readonly level_shift: {
    readonly direction: "up" | "down";
    /** Estimated first day of the new level. */
    readonly sinceDay: EpochDay;
    /** Sessions on an average day. */
    readonly before: number;
    readonly after: number;
  };
}

/**
 * Result of a test. Whether it is improbable enough to be reported is decided for all types in `anomaly-detector.ts`.
 */
export interface SuspicionOf<Type extends AnomalyType> {
  readonly type: Type;
  /** Probability of a difference at least this extreme by chance. */
  readonly tail: number;
  readonly details: FindingDetails[Type];
}
export type Suspicion = { [Type in AnomalyType]: SuspicionOf<Type> }[AnomalyType];

/** Result of a test that found no difference large enough to matter. */
export interface Nothing {
  readonly tail: number;
}

export type Tested<Type extends AnomalyType> = SuspicionOf<Type> | Nothing;
