import { largestProbability } from "../../stats/largest-probability.ts";
import { normalCdf } from "../../stats/normal-distribution.ts";
import type { MinuteSpan } from "./day-plan.ts";
import type { FocusPlan, FocusQuery, HourReason } from "./focus-plan.ts";
import type { DayEstimate, HourEstimate } from "./hour-estimates.ts";
import { FOCUS_PARAMETERS } from "./parameters.ts";

/**
 * Hours that can be named, in the order in which they come: those within working hours, or all waking ones when
 * those are fewer than can be listed.
 */
export function candidateHours(query: FocusQuery, estimate: DayEstimate): HourEstimate[] {
  const inside = hoursWithin(query.workingHours ?? FOCUS_PARAMETERS.workingHours, estimate);
  if (inside.length >= 2 * FOCUS_PARAMETERS.listedHours) return inside;
  return hoursWithin(FOCUS_PARAMETERS.workingHours, estimate);
}

/** Whole clock hours of a span; past midnight, 1:00 is minute 1500. */
function hoursWithin({ startMinute, endMinute }: MinuteSpan, estimate: DayEstimate) {
  const hours: HourEstimate[] = [];
  const first = Math.ceil(startMinute / 60);
  const last = Math.min(Math.floor(endMinute / 60), first + 24);
  for (let position = first; position < last; position += 1) {
    const hour = estimate.hours[position % 24];
    if (hour !== undefined) hours.push(hour);
  }
  return hours;
}

/** The hours with the highest and the lowest score; no hour is in both lists. */
export function rankHours(
  hours: readonly HourEstimate[],
): Pick<FocusPlan, "peakHours" | "avoidHours"> {
  const { listedHours } = FOCUS_PARAMETERS;
  const average = mean(hours.map(({ score }) => score));
  const sorted = [...hours].sort((a, b) => b.score - a.score || a.hour - b.hour);
  return {
    peakHours: sorted.slice(0, listedHours).map((hour) => ({
      ...hour,
      confidence: normalCdf((hour.score - average) / hour.sd),
      reason: hour.ratedSessions > 0 ? "high_ratings" : "untested",
    })),
    avoidHours: sorted
      .slice(-listedHours)
      .reverse()
      .map((hour) => ({
        ...hour,
        confidence: normalCdf((average - hour.score) / hour.sd),
        reason: reasonToAvoid(hour, average),
      })),
  };
}

/** What the person's own sessions say comes first; what is customary is said only of hours without any. */
function reasonToAvoid(hour: HourEstimate, average: number): HourReason {
  if (hour.completionRate !== null && hour.completionRate < 0.7) return "low_completion";
  if (hour.ratedSessions > 0) return hour.score < average ? "low_ratings" : "untested";
  if (hour.hour < 8) return "early";
  if (hour.hour >= 12 && hour.hour <= 14) return "lunch";
  if (hour.hour === 15 || hour.hour === 16) return "afternoon";
  return hour.hour >= 19 ? "evening" : "untested";
}

/** Probability that the hour with the highest score is truly the best of the candidates. */
export function bestHourProbability(hours: readonly HourEstimate[]): number {
  const scores = hours.map(({ score }) => score);
  return largestProbability(
    scores,
    hours.map(({ sd }) => sd),
    scores.indexOf(Math.max(...scores)),
  );
}

/** The contiguous hours with the largest sum of advantages over the average hour. */
export function bestBlock(hours: readonly HourEstimate[]): FocusPlan["bestBlock"] {
  const average = mean(hours.map(({ score }) => score));
  let best = { fromHour: hours[0]?.hour ?? 0, toHour: (hours[0]?.hour ?? 0) + 1 };
  let most = Number.NEGATIVE_INFINITY;
  for (let from = 0; from < hours.length; from += 1) {
    let sum = 0;
    const end = Math.min(hours.length, from + FOCUS_PARAMETERS.longestBlockHours);
    for (let to = from; to < end; to += 1) {
      sum += (hours[to]?.score ?? 0) - average;
      if (sum <= most + 1e-9) continue;
      most = sum;
      best = { fromHour: hours[from]?.hour ?? 0, toHour: (hours[to]?.hour ?? 0) + 1 };
    }
  }
  return best;
}

export function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
