import { largestProbability } from "../../stats/largest-probability.ts";
import { normalCdf } from "../../stats/normal-distribution.ts";
import type { MinuteSpan } from "./day-plan.ts";
import type { FocusPlan, HourReason, SettledQuery } from "./focus-plan.ts";
import type { DayEstimate, HourEstimate } from "./hour-estimates.ts";
import { FOCUS_PARAMETERS } from "./parameters.ts";

/**
 * Hours that may be named, in chronological order: those within working hours, or all waking hours when there are fewer
 * than are listed.
 */
export function candidateHours(query: SettledQuery, estimate: DayEstimate): HourEstimate[] {
  const inside = hoursWithin(query.workingHours, estimate);
  if (inside.length >= 2 * FOCUS_PARAMETERS.listedHours) return inside;
  return hoursWithin(FOCUS_PARAMETERS.workingHours, estimate);
}

/** Whole clock hours of a span. Past midnight the count continues: 1:00 is minute 1500. */
function hoursWithin({ startMinute, endMinute }: MinuteSpan, estimate: DayEstimate) {
  const hours: HourEstimate[] = [];
  const first = Math.ceil(startMinute / 60);
  const last = Math.min(Math.floor(endMinute / 60), first + 24);
  for (let position = first; position < last; position += 1) {
    const hour = estimate.hours[((position % 24) + 24) % 24];
    if (hour !== undefined) hours.push(hour);
  }
  return hours;
}

/** Hours that must not be named as good, and hours that must not be named as ones to avoid. */
export interface NamedElsewhere {
  readonly neverPropose: readonly number[];
  readonly neverAvoid: readonly number[];
}

/**
 * The hours with the highest and the lowest score. No hour is in both lists. If there are too few hours to avoid, hours
 * outside the candidates are added: first those in which the person never works, last those that another answer calls
 * good.
 *
 * @param others hours of the day that are not candidates
 */
export function rankHours(
  hours: readonly HourEstimate[],
  others: readonly HourEstimate[],
  { neverPropose, neverAvoid }: NamedElsewhere,
): Pick<FocusPlan, "peakHours" | "avoidHours"> {
  const { listedHours } = FOCUS_PARAMETERS;
  const average = mean(hours.map(({ score }) => score));
  const sorted = [...hours].sort((a, b) => b.score - a.score || a.hour - b.hour);
  const isHard = ({ hour }: HourEstimate) => neverPropose.includes(hour);
  const peaks = [...sorted.filter((hour) => !isHard(hour)), ...sorted.filter(isHard)].slice(
    0,
    listedHours,
  );
  const unused = ({ use, ratedSessions }: HourEstimate) => use === 0 && ratedSessions === 0;
  const worstFirst = [
    ...sorted.toReversed(),
    ...others.filter(unused),
    ...others.filter((hour) => !unused(hour)),
  ].filter((hour) => !peaks.includes(hour));
  const isFree = ({ hour }: HourEstimate) => !neverAvoid.includes(hour);
  const avoided = [
    ...worstFirst.filter(isFree),
    ...worstFirst.filter((hour) => !isFree(hour)),
  ].slice(0, listedHours);
  return {
    peakHours: peaks.map((hour) => ({
      ...hour,
      confidence: normalCdf((hour.score - average) / hour.sd),
      reason: hour.ratedSessions > 0 ? "high_ratings" : "untested",
    })),
    avoidHours: avoided.map((hour) => ({
      ...hour,
      confidence: normalCdf((average - hour.score) / hour.sd),
      reason: reasonToAvoid(hour, average),
    })),
  };
}

/** Reasons from the person's own sessions come first; the convention is cited only for hours without sessions. */
function reasonToAvoid(hour: HourEstimate, average: number): HourReason {
  if (hour.completionRate !== null && hour.completionRate < 0.7) return "low_completion";
  if (hour.ratedSessions > 0) return hour.score < average ? "low_ratings" : "untested";
  if (hour.hour < 8) return "early";
  if (hour.hour >= 12 && hour.hour <= 14) return "lunch";
  if (hour.hour === 15 || hour.hour === 16) return "afternoon";
  return hour.hour >= 19 ? "evening" : "untested";
}

/** Probability that the hour with the highest score is truly the best candidate. */
export function bestHourProbability(hours: readonly HourEstimate[]): number {
  const scores = hours.map(({ score }) => score);
  return largestProbability(
    scores,
    hours.map(({ sd }) => sd),
    scores.indexOf(Math.max(...scores)),
  );
}

/**
 * Contiguous hours with the largest sum of differences from the average hour.
 *
 * @param never hours named as bad; a block never contains them
 */
export function bestBlock(
  hours: readonly HourEstimate[],
  never: readonly number[],
): FocusPlan["bestBlock"] {
  const average = mean(hours.map(({ score }) => score));
  let best = { fromHour: hours[0]?.hour ?? 0, toHour: (hours[0]?.hour ?? 0) + 1 };
  let most = Number.NEGATIVE_INFINITY;
  for (let from = 0; from < hours.length; from += 1) {
    let sum = 0;
    const end = Math.min(hours.length, from + FOCUS_PARAMETERS.maxBlockHours);
    for (let to = from; to < end; to += 1) {
      if (never.includes(hours[to]?.hour ?? -1)) break;
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
