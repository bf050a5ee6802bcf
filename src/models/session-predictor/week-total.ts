import { convolve, supportOf } from "../../stats/convolve.ts";
import { normalCdf, normalQuantile } from "../../stats/normal-distribution.ts";
import { COUNTS, WEEK } from "./parameters.ts";
import type { Presence } from "./presence.ts";

/** One day of a period: its forecast, and the probabilities of presence, short absence and long absence. */
export interface DayInPeriod {
  /** Probabilities of 0 … 60 sessions; shared, must not be changed. */
  readonly pmf: Float64Array;
  readonly presence: Presence;
}

/**
 * Distributions of the sum over the later days, given presence or absence on the day before: one set per value of the
 * common factor.
 */
export interface LaterDays {
  readonly sums: readonly Record<keyof Presence, Float64Array>[];
  /** Share of the common factor in the days' variance, 0–1. */
  readonly commonShare: number;
}

const ROOT_TEN = Math.sqrt(10);

/**
 * Nodes and weights of five-point Gauss–Hermite quadrature over a standard normal factor (Abramowitz & Stegun 25.4.46).
 */
const FACTORS = [
  { value: -Math.sqrt(5 + ROOT_TEN), weight: (7 - 2 * ROOT_TEN) / 60 },
  { value: -Math.sqrt(5 - ROOT_TEN), weight: (7 + 2 * ROOT_TEN) / 60 },
  { value: 0, weight: 8 / 15 },
  { value: Math.sqrt(5 - ROOT_TEN), weight: (7 + 2 * ROOT_TEN) / 60 },
  { value: Math.sqrt(5 + ROOT_TEN), weight: (7 - 2 * ROOT_TEN) / 60 },
] as const;

/**
 * Distribution of the total over several days. Days are not independent, so their variances must not be added:
 *
 * - absences follow a Markov chain from day to day, which is evaluated exactly;
 * - other dependence (the level is uncertain, a project lasts) is one common normal factor that shifts each day's
 *   distribution and leaves its average unchanged (a one-factor Gaussian copula).
 *
 * This part covers the days after the first and depends on closed days only.
 *
 * @param days all days but the first, in order
 * @param rate probability that an absence begins on a day, 0–1
 * @param commonShare share of the common factor in the days' variance, 0–1, see `commonFactorShareOf`
 * @see Li, On default correlation: a copula function approach (2000), for the common-factor construction
 */
export function laterDays(
  days: readonly DayInPeriod[],
  rate: number,
  commonShare: number,
): LaterDays {
  const backwards = days.map(whenPresent).reverse();
  const sums = FACTORS.map(({ value }) => {
    let present: Float64Array = Float64Array.of(1);
    let shortlyAway = present;
    let longAway = present;
    for (const day of backwards) {
      const there = truncated(convolve(givenFactor(day, value, commonShare), present));
      const nextPresent = blend(there, shortlyAway, longAway, stays(rate));
      const nextShortly = blend(there, shortlyAway, longAway, [
        COUNTS.shortAbsenceEndRate,
        1 - COUNTS.shortAbsenceEndRate,
        0,
      ]);
      longAway = blend(there, shortlyAway, longAway, [
        COUNTS.longAbsenceEndRate,
        0,
        1 - COUNTS.longAbsenceEndRate,
      ]);
      present = nextPresent;
      shortlyAway = nextShortly;
    }
    return { present, shortlyAway, longAway };
  });
  return { sums, commonShare };
}

/**
 * Distribution of the total over the whole period.
 * @param first the first day; if it is today, conditioned on the sessions so far
 * @returns probabilities of 0, 1, 2 …; they sum to 1
 */
export function totalOf(first: DayInPeriod, later: LaterDays): Float64Array {
  const away = awayShare(first);
  const { shortlyAway, longAway } = first.presence;
  const brief = shortlyAway + longAway > 0 ? shortlyAway / (shortlyAway + longAway) : 0;
  const there = whenPresent(first);
  let length = 0;
  const parts = later.sums.map((sums, index) => {
    const { value, weight } = FACTORS[index] ?? { value: 0, weight: 0 };
    const sum = truncated(convolve(givenFactor(there, value, later.commonShare), sums.present));
    length = Math.max(length, sum.length, sums.shortlyAway.length, sums.longAway.length);
    return { sum, sums, weight };
  });
  const total = new Float64Array(length);
  for (const { sum, sums, weight } of parts) {
    addScaled(total, sum, weight * (1 - away));
    addScaled(total, sums.shortlyAway, weight * away * brief);
    addScaled(total, sums.longAway, weight * away * (1 - brief));
  }
  return total;
}

/** Transition probabilities from presence to presence, short absence, long absence. */
function stays(rate: number): readonly [number, number, number] {
  return [1 - rate, rate * (1 - COUNTS.longAbsenceShare), rate * COUNTS.longAbsenceShare];
}

/**
 * Probability mass of a day's forecast that is attributed to absence. An empty day is never attributed to absence
 * entirely.
 */
function awayShare(day: DayInPeriod): number {
  return Math.min(1 - day.presence.present, (day.pmf[0] ?? 0) * WEEK.maxAwayShareOfEmptyDay);
}

/**
 * A day's distribution given presence, as normal scores of its cumulative probabilities. The last count, whose score is
 * infinite, is left out.
 */
function whenPresent(day: DayInPeriod): Float64Array {
  const away = awayShare(day);
  const scale = 1 / (1 - away);
  const scores = new Float64Array(supportOf(day.pmf, WEEK.negligible) - 1);
  let below = -away;
  for (let count = 0; count < scores.length; count++) {
    below += day.pmf[count] ?? 0;
    scores[count] = normalQuantile(Math.min(1, below * scale));
  }
  return scores;
}

/** A day's distribution given presence and the common factor: shifted up for positive and down for negative values. */
function givenFactor(scores: Float64Array, factor: number, commonShare: number): Float64Array {
  const result = new Float64Array(scores.length + 1);
  const shift = Math.sqrt(commonShare) * factor;
  const conditionalScale = 1 / Math.sqrt(1 - commonShare);
  let below = 0;
  for (let count = 0; count < scores.length; count++) {
    const value = normalCdf(((scores[count] ?? 0) - shift) * conditionalScale);
    result[count] = value - below;
    below = value;
  }
  result[scores.length] = 1 - below;
  return result;
}

/** Truncates the far tail and adds its probability to the last remaining count. */
function truncated(pmf: Float64Array): Float64Array {
  const length = supportOf(pmf, WEEK.negligible);
  if (length === pmf.length) return pmf;
  const kept = pmf.slice(0, length);
  for (let count = length; count < pmf.length; count++) {
    kept[length - 1] = (kept[length - 1] ?? 0) + (pmf[count] ?? 0);
  }
  return kept;
}

function blend(
  present: Float64Array,
  shortlyAway: Float64Array,
  longAway: Float64Array,
  weights: readonly [number, number, number],
): Float64Array {
  const length = Math.max(present.length, shortlyAway.length, longAway.length);
  const sum = new Float64Array(length);
  addScaled(sum, present, weights[0]);
  addScaled(sum, shortlyAway, weights[1]);
  addScaled(sum, longAway, weights[2]);
  return sum;
}

function addScaled(target: Float64Array, values: Float64Array, weight: number): void {
  if (weight === 0) return;
  for (let index = 0; index < values.length; index++) {
    target[index] = (target[index] ?? 0) + weight * (values[index] ?? 0);
  }
}
