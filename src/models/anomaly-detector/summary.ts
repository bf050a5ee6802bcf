import { at } from "../../stats/at.ts";
import { circularDeviation, type HourRange } from "../../stats/circular-hours.ts";
import { countAbsent } from "../../time/stated-days.ts";
import type { BaselineSummary, Patterns } from "./anomaly-report.ts";
import { topCategory } from "./category-shift.ts";
import { countBaseline } from "./count-baseline.ts";
import {
  BASELINE_DAYS,
  PATTERNS,
  RECENT_DAYS,
  SUMMARY_DAYS,
  SUMMARY_SESSIONS,
  WEEK_DAYS,
} from "./parameters.ts";
import { ratingBaseline, ratingDeficit } from "./rating-baseline.ts";
import { ASKED, type RecentDays, recentHourCounts, sumDays } from "./recent-days.ts";
import type { AnomalyState } from "./state.ts";

/** Describes the dates before the recent ones; null without enough sessions. */
export function summarize(
  state: AnomalyState,
  days: RecentDays,
  typicalHours: HourRange | undefined,
): BaselineSummary | null {
  const last = ASKED - RECENT_DAYS;
  const first = last - SUMMARY_DAYS + 1;
  const sessions = sumDays(days.sessions, first, last);
  if (sessions < SUMMARY_SESSIONS || typicalHours === undefined) return null;
  let activeDays = 0;
  for (let offset = first; offset <= last; offset += 1) {
    if (at(days.sessions, offset) > 0) activeDays += 1;
  }
  const ratings = sumDays(days.ratings, first, last);
  return {
    averageProductivity: ratings === 0 ? null : sumDays(days.ratingSums, first, last) / ratings,
    typicalHours,
    topCategory: topCategory(state),
    averageSessionsPerDay: sessions / activeDays,
    analysisPeriodDays: SUMMARY_DAYS,
  };
}

export function describePatterns(state: AnomalyState, days: RecentDays): Patterns {
  return {
    productivityTrend: productivityTrend(days),
    workIntensity: workIntensity(days),
    scheduleRegularity: scheduleRegularity(state, days.asked),
  };
}

/**
 * Compares the week's ratings with those of the weeks before. A trend needs a difference in points that chance would
 * rarely produce.
 */
function productivityTrend(days: RecentDays): Patterns["productivityTrend"] {
  const first = ASKED - WEEK_DAYS + 1;
  const ratings = sumDays(days.ratings, first, ASKED);
  const baseline = ratingBaseline(days, WEEK_DAYS);
  if (ratings < PATTERNS.needed || baseline === undefined) return "unknown";
  const mean = sumDays(days.ratingSums, first, ASKED) / ratings;
  const { standardErrors } = ratingDeficit(baseline, mean, days.ratings.subarray(first));
  if (Math.abs(standardErrors) < 1) return "stable";
  if (mean - baseline.mean > PATTERNS.ratingPoints) return "improving";
  return baseline.mean - mean > PATTERNS.ratingPoints ? "declining" : "stable";
}

/**
 * Compares the sessions of the seven closed dates with the four weeks before, per calendar day outside stated absences.
 */
function workIntensity(days: RecentDays): Patterns["workIntensity"] {
  const first = ASKED - WEEK_DAYS;
  const baseline = countBaseline(days, first - BASELINE_DAYS, first - 1);
  const away = countAbsent(days.stated, days.asked - WEEK_DAYS, days.asked - 1);
  if (baseline === undefined || away === WEEK_DAYS) return "unknown";
  const { sessions } = days.running;
  const ratio = (at(sessions, ASKED) - at(sessions, first)) / (WEEK_DAYS - away) / baseline.level;
  if (ratio > PATTERNS.high) return "high";
  return ratio < PATTERNS.low ? "low" : "normal";
}

function scheduleRegularity(state: AnomalyState, asked: number): Patterns["scheduleRegularity"] {
  const hours = recentHourCounts(state, asked, WEEK_DAYS);
  const deviation = circularDeviation(hours);
  if (deviation === undefined || sumDays(hours, 0, 23) < PATTERNS.needed) return "unknown";
  if (deviation <= PATTERNS.regularHours) return "regular";
  return deviation <= PATTERNS.moderateHours ? "moderate" : "irregular";
}
