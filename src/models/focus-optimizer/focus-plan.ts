import type { EpochDay, IsoWeekday } from "../../time/calendar.ts";
import type { AskedMoment } from "../model.ts";
import type { MinuteSpan, PlannedSession } from "./day-plan.ts";
import type { HourEstimate } from "./hour-estimates.ts";

export interface FocusQuery {
  readonly asked: AskedMoment;
  /** The day to plan. */
  readonly day: EpochDay;
  /** Ids of the presets that are recommended at hours 0–23 of that day. */
  readonly presetOfHour: readonly string[];
  /** Whether nothing is planned where the recommended preset does not fit; another one is taken there otherwise. */
  readonly isPresetFixed?: boolean;
  /** Sessions wished for; moved into 0–12. */
  readonly sessions: number;
  /** Wall-clock minutes after midnight; null: the usual ones, see `usualHours`. */
  readonly workingHours: MinuteSpan | null;
  /** Times that are taken. */
  readonly busy: readonly MinuteSpan[];
  /** Starts of a plan made earlier for the same day; kept unless a clearly better one exists. */
  readonly earlierStarts: readonly number[];
  /** Hours named as hard elsewhere: named as good only when no others are left. */
  readonly neverPropose?: readonly number[];
  /** Hours named as good, or proposed, elsewhere. */
  readonly neverAvoid?: readonly number[];
}

/** A query whose working hours are settled. */
export interface SettledQuery extends FocusQuery {
  readonly workingHours: MinuteSpan;
}

export interface FocusPlan {
  readonly day: EpochDay;
  readonly weekday: IsoWeekday;
  /** Five hours with the highest score, best first, and five others with the lowest, worst first. */
  readonly peakHours: readonly RankedHour[];
  readonly avoidHours: readonly RankedHour[];
  /** All 24. */
  readonly hours: readonly HourEstimate[];
  readonly sessions: readonly ScheduledSession[];
  /** Best contiguous hours: from the start of the first to the end of the last, 0–24. */
  readonly bestBlock: { readonly fromHour: number; readonly toHour: number };
  /** Against the person's usual hours in the same part of the day; null while those are unknown. */
  readonly gain: PlanGain | null;
  /** Rated sessions the plan rests on, over all days. */
  readonly ratedSessions: number;
}

export interface RankedHour extends HourEstimate {
  /** Probability that the hour is better (an hour to avoid: worse) than the day's average hour. */
  readonly confidence: number;
  readonly reason: HourReason;
}

export type HourReason =
  | "high_ratings"
  | "low_ratings"
  | "low_completion"
  | "early"
  | "lunch"
  | "afternoon"
  | "evening"
  | "untested";

export interface ScheduledSession extends PlannedSession {
  readonly hour: number;
  /** Expected rating, 0–100. */
  readonly expected: number;
  /** Probability that the session's rating lies within 10 points of `expected`. */
  readonly confidence: number;
}

export interface PlanGain {
  /** Points of expected rating per session. */
  readonly points: number;
  readonly standardError: number;
}
