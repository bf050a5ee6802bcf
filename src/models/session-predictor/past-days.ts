import { weekdayAffinity } from "./arrival-share.ts";
import { countBefore } from "./arrivals.ts";
import { COUNT_BINS, INTRADAY } from "./parameters.ts";
import { skippedDays } from "./silence.ts";
import type { SessionPredictorState } from "./state.ts";

/** Weight of a day by its age in days; age 0 is today. */
const ageWeights = Float64Array.from(
  { length: INTRADAY.windowDays + 1 },
  (_, age) => INTRADAY.ageDecay ** age,
);

/** Weight of a day that is `age` days old, 0–1. */
export function ageWeightOf(age: number): number {
  return ageWeights[age] ?? 0;
}

/** Weekday (0 = Monday) `age` days before a day of weekday `today`. */
export function weekdayOfPast(today: number, age: number): number {
  return (today + 7 * INTRADAY.windowDays - age) % 7;
}

/** The stored days, split at a time of day. Filled by `cutPastDays` and reused. */
export interface PastDays {
  length: number;
  /** Sessions known before that time, by day. */
  readonly before: Int32Array;
  /** Sessions of the whole day. */
  readonly total: Int32Array;
  /** Age weight of the day. */
  readonly weight: Float64Array;
  /** 1 when the day is of today's class (working week or weekend). */
  readonly sameClass: Uint8Array;
  maxBefore: number;
  maxAfter: number;
  maxTotal: number;
  /** Aged sums over the days, weighted by the affinity of their weekday to today's. */
  sessionsBefore: number;
  sessionsTotal: number;
  /** Age weight of the days by number of sessions before that time; empty days are left out. */
  readonly weightByBefore: Float64Array;
  /** Age weight of the days by number of sessions after it. */
  readonly weightByAfter: Float64Array;
  /** Age weight of the days by total number of sessions. */
  readonly weightByTotal: Float64Array;
}

export function newPastDays(): PastDays {
  const days = INTRADAY.windowDays;
  return {
    length: 0,
    before: new Int32Array(days),
    total: new Int32Array(days),
    weight: new Float64Array(days),
    sameClass: new Uint8Array(days),
    maxBefore: 0,
    maxAfter: 0,
    maxTotal: 0,
    sessionsBefore: 0,
    sessionsTotal: 0,
    weightByBefore: new Float64Array(COUNT_BINS),
    weightByAfter: new Float64Array(COUNT_BINS),
    weightByTotal: new Float64Array(COUNT_BINS),
  };
}

// Shared buffer, overwritten by each call; calls are synchronous.
const affinities = new Float64Array(7);

/**
 * Splits each of the last 180 closed days at a time of day. The work is bounded: at most 180 days, and a binary search
 * in each.
 *
 * @param weekday today's, 0 = Monday
 * @param minute sessions known before this minute of their day are "before"
 */
export function cutPastDays(
  state: SessionPredictorState,
  weekday: number,
  minute: number,
  target: PastDays,
): void {
  clear(target);
  const { arrivalCounts, arrivalMinutes } = state;
  const days = arrivalCounts.length;
  target.length = days;
  for (let other = 0; other < 7; other++) affinities[other] = weekdayAffinity(weekday, other);
  let next = 0;
  let other = weekdayOfPast(weekday, days + 1 + (skippedDays(state) % 7));
  for (let index = 0; index < days; index++) {
    other = other === 6 ? 0 : other + 1;
    const total = arrivalCounts[index] ?? 0;
    const end = next + total;
    const before = countBefore(arrivalMinutes, minute, next, end);
    next = end;
    const age = days - index;
    const weight = ageWeightOf(age);
    target.before[index] = before;
    target.total[index] = total;
    target.weight[index] = weight;
    target.sameClass[index] = weekday < 5 === other < 5 ? 1 : 0;
    if (total > 0) note(target, before, total, weight, affinities[other] ?? 0);
  }
}

function note(
  target: PastDays,
  before: number,
  total: number,
  weight: number,
  affinity: number,
): void {
  const after = total - before;
  target.sessionsBefore += weight * affinity * before;
  target.sessionsTotal += weight * affinity * total;
  target.weightByBefore[before] = (target.weightByBefore[before] ?? 0) + weight;
  target.weightByAfter[after] = (target.weightByAfter[after] ?? 0) + weight;
  target.weightByTotal[total] = (target.weightByTotal[total] ?? 0) + weight;
  if (before > target.maxBefore) target.maxBefore = before;
  if (after > target.maxAfter) target.maxAfter = after;
  if (total > target.maxTotal) target.maxTotal = total;
}

function clear(target: PastDays): void {
  target.length = 0;
  target.maxBefore = 0;
  target.maxAfter = 0;
  target.maxTotal = 0;
  target.sessionsBefore = 0;
  target.sessionsTotal = 0;
  target.weightByBefore.fill(0);
  target.weightByAfter.fill(0);
  target.weightByTotal.fill(0);
}
