import type { EpochDay, IsoWeekday } from "../../time/calendar.ts";
import type { AskedMoment } from "../model.ts";
import type { MinuteSpan, PlannedSession } from "./day-plan.ts";
import type { HourEstimate } from "./hour-estimates.ts";

export interface FocusQuery {
  readonly asked: AskedMoment;
  /** The day to plan. */
  readonly day: EpochDay;
  /** Ids of the presets recommended at hours 0–23 of that day. */
  readonly presetOfHour: readonly string[];
  /** Whether only the recommended preset may be planned; otherwise another preset is used where it does not fit. */
  readonly isPresetFixed?: boolean;
  /** Requested number of sessions; clamped to 0–12. */
  readonly sessions: number;
  /** Wall-clock minutes after midnight; null: the person's usual hours, see `usualHours`. */
  readonly workingHours: MinuteSpan | null;
  /** Occupied times. */
  readonly busy: readonly MinuteSpan[];
  /** Starts of an earlier plan for the same day; kept unless a clearly better one exists. */
  readonly earlierStarts: readonly number[];
  /** Hours in which sessions may start; any hour when absent. */
  readonly startHours?: readonly number[];
  /** Hours that another answer calls bad; named as good only when no others are left. */
  readonly neverPropose?: readonly number[];
  /** Hours that another answer calls good or proposes. */
  readonly neverAvoid?: readonly number[];
}

/** A query with its working hours filled in. */
export interface SettledQuery extends FocusQuery {
  readonly workingHours: MinuteSpan;
}

export interface FocusPlan {
  readonly day: EpochDay;
  readonly weekday: IsoWeekday;
  /** Five hours with the highest score, best first. */
  readonly peakHours: readonly RankedHour[];
  /** Five other hours with the lowest score, worst first. */
  readonly avoidHours: readonly RankedHour[];
  /** All 24. */
  readonly hours: readonly HourEstimate[];
  readonly sessions: readonly ScheduledSession[];
  /** Best contiguous hours, 0–24: from the start of the first hour to the end of the last. */
  readonly bestBlock: { readonly fromHour: number; readonly toHour: number };
  /** Gain over the person's usual hours in the same part of the day; null while those are unknown. */
  readonly gain: PlanGain | null;
  /** Rated sessions behind the plan, over all days. */
  readonly ratedSessions: number;
}

export interface RankedHour extends HourEstimate {
  /** Probability that the hour is better than the day's average hour (for an hour to avoid: worse). */
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
