import { normalCdf } from "../../stats/normal-distribution.ts";
import { type TrendLine, trendLine } from "../../stats/trend-line.ts";
import { type EpochDay, isoWeekday } from "../../time/calendar.ts";
import { countAbsent, isAbsent, NO_STATED_DAYS, type StatedDays } from "../../time/stated-days.ts";
import type { AskedMoment } from "../model.ts";
import { columnOn, type HistoryState, oldestDay, sumDays } from "./state.ts";

export interface TrendQuery {
  readonly asked: AskedMoment;
  /** Length of the window in dates, ending today; clamped to 1–365. */
  readonly days: number;
  /** Stated absences are excluded from the trend of sessions; when absent, none are stated. */
  readonly stated?: StatedDays;
}

export type Direction = "improving" | "declining" | "stable" | "insufficient_data";

export interface TrendReport {
  readonly days: number;
  readonly sessionTrend: Direction;
  readonly productivityTrend: Direction;
  /** Completed sessions in the window. */
  readonly totalSessions: number;
  readonly ratedSessions: number;
  /** Days of the window with a rating. */
  readonly ratedDays: number;
  /** Mean rating in the window, 0–100; null without a rating. */
  readonly averageProductivity: number | null;
  /** Change of sessions per day, per week; null without enough days. */
  readonly sessionSlope: Slope | null;
  /** Change in points per week. */
  readonly productivitySlope: Slope | null;
}

export interface Slope {
  readonly perWeek: number;
  readonly standardError: number;
  readonly pValue: number;
}

export const TREND_PARAMETERS = Object.freeze({
  maxDays: 365,
  /** Fewest ratings for a statement about ratings. */
  minRatings: 3,
  /** Fewest rated days for fitting a line. */
  minRatedDays: 3,
  /** Fewest whole days for a statement about the number of sessions: a week including today. */
  minDays: 6,
  /** From this many whole days on, weekdays have their own levels: two weeks including today. */
  weekdayDays: 13,
  /** A direction is reported when the p-value of the slope is at most this. */
  significance: 0.05,
  /** "stable" is correct when the change over the whole window is at most this many points. */
  stablePoints: 5,
});

/** Describes the development of sessions and ratings over the last days. */
export function describeTrends(state: HistoryState, query: TrendQuery): TrendReport {
  const days = windowDays(query.days);
  const today = query.asked.day;
  const sums = sumDays(state, firstDayOf(today, days), today);
  const ratings = ratingLine(state, today, days);
  const sessions = sessionLine(state, today, days, query.stated);
  const enough = sums.rated >= TREND_PARAMETERS.minRatings;
  return {
    days,
    sessionTrend: directionOf(sessions),
    productivityTrend: enough ? directionOf(ratings) : "insufficient_data",
    totalSessions: sums.sessions,
    ratedSessions: sums.rated,
    ratedDays: sums.ratedDays,
    averageProductivity: sums.rated === 0 ? null : sums.ratingSum / sums.rated,
    sessionSlope: slopeOf(sessions),
    productivitySlope: enough ? slopeOf(ratings) : null,
  };
}

/**
 * Probability that the statement about ratings is correct: that the reported direction is the true one, or, for
 * "stable", that the change over the window is at most five points.
 */
export function trendConfidence(report: TrendReport): number {
  const slope = report.productivitySlope;
  if (slope === null) return 0;
  const change = (slope.perWeek / 7) * report.days;
  const error = Math.max(1e-9, (slope.standardError / 7) * report.days);
  if (report.productivityTrend !== "stable") return normalCdf(Math.abs(change) / error);
  const { stablePoints } = TREND_PARAMETERS;
  return normalCdf((stablePoints - change) / error) - normalCdf((-stablePoints - change) / error);
}

/** First date of a window that ends today. */
function firstDayOf(today: EpochDay, days: number): EpochDay {
  return today - days + 1;
}

function windowDays(days: number): number {
  if (!Number.isFinite(days)) return days > 0 ? TREND_PARAMETERS.maxDays : 1;
  return Math.max(1, Math.min(TREND_PARAMETERS.maxDays, Math.floor(days)));
}

/** Line through the daily mean ratings, weighted by the number of ratings. */
function ratingLine(state: HistoryState, today: EpochDay, days: number): TrendLine | undefined {
  const values: number[] = [];
  const weights: number[] = [];
  for (let day = Math.max(firstDayOf(today, days), oldestDay(state)); day <= today; day += 1) {
    const rated = columnOn(state, state.ratedCounts, day);
    weights.push(rated);
    values.push(rated === 0 ? 0 : columnOn(state, state.ratingSums, day) / rated);
  }
  return trendLine({ values, weights });
}

/**
 * Line through the sessions of whole days, including empty ones. Today is left out because it is not over, and stated
 * absences are left out too.
 */
function sessionLine(
  state: HistoryState,
  today: EpochDay,
  days: number,
  stated: StatedDays = NO_STATED_DAYS,
): TrendLine | undefined {
  const from = Math.max(firstDayOf(today, days), oldestDay(state));
  const length = today - from;
  const counted = length - countAbsent(stated, from, today - 1);
  if (state.firstDay === null || counted < TREND_PARAMETERS.minDays) return undefined;
  const weekly = length >= TREND_PARAMETERS.weekdayDays;
  const steps = Array.from({ length }, (_, index) => from + index);
  return trendLine({
    values: steps.map((day) => columnOn(state, state.counts, day)),
    weights: steps.map((day) => (isAbsent(stated, day) ? 0 : 1)),
    groups: steps.map((day) => (weekly ? isoWeekday(day) : 0)),
  });
}

function directionOf(line: TrendLine | undefined): Direction {
  if (line === undefined) return "insufficient_data";
  if (line.pValue > TREND_PARAMETERS.significance) return "stable";
  return line.slope > 0 ? "improving" : "declining";
}

function slopeOf(line: TrendLine | undefined): Slope | null {
  if (line === undefined) return null;
  return {
    perWeek: line.slope * 7,
    standardError: line.standardError * 7,
    pValue: line.pValue,
  };
}
