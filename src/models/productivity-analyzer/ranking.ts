import { differ } from "../../stats/differ.ts";
import type { Estimate } from "../../stats/shrunken-mean.ts";
import { topKProbabilities } from "../../stats/top-k-probability.ts";
import { PARAMETERS } from "./parameters.ts";
import type { RatingSurface } from "./rating-surface.ts";
import { HOURS, type ProductivityAnalyzerState, WEEKDAYS } from "./state.ts";

/** An hour or weekday named as best or worst. */
export interface Named {
  /** Hour 0–23, or ISO weekday 1–7. */
  readonly which: number;
  /** Number of ratings, without ageing. */
  readonly ratings: number;
  /** Shrunken mean rating, averaged over the usual distribution of weekdays or hours. */
  readonly mean: number;
  /** Probability that it truly is among the three best (worst) hours, or is the best weekday. */
  readonly probability: number;
}

export interface HourRanking {
  /** At most three, the highest mean first. */
  readonly best: readonly Named[];
  /** At most three others, the lowest mean first. */
  readonly worst: readonly Named[];
}

interface Candidate {
  readonly which: number;
  readonly ratings: number;
  readonly effect: Estimate;
}

/**
 * Names the three best and the three worst hours by the probability of being among them, rather than by the mean alone.
 * Names none when the ratings do not differ. Only hours with enough ratings compete. With fewer than six of them, at
 * least one is left for the worst hours. No hour is in both lists.
 */
export function rankHours(state: ProductivityAnalyzerState, surface: RatingSurface): HourRanking {
  const ratings = columnSums(state.cellRatings);
  const candidates = candidatesOf(surface.fit.columns, ratings, surface.hourWeight, 0);
  if (!differ(plainMeans(columnSums(state.cellHundredths), ratings)))
    return { best: [], worst: [] };
  const { named } = PARAMETERS;
  const { level } = surface.fit;
  const bestCount = Math.min(named, Math.max(1, candidates.length - 1));
  const best = nameFirst(candidates, 1, named, bestCount, level);
  const left = candidates.filter(({ which }) => !best.some((hour) => hour.which === which));
  const worst = nameFirst(candidates, -1, named, candidates.length, level)
    .filter(({ which }) => left.some((hour) => hour.which === which))
    .slice(0, named);
  return { best, worst };
}

/**
 * The weekday with the highest probability of being rated best; `null` when none has enough ratings, or all are rated
 * alike.
 */
export function rankWeekdays(
  state: ProductivityAnalyzerState,
  surface: RatingSurface,
): Named | null {
  const ratings = rowSums(state.cellRatings);
  const candidates = candidatesOf(surface.fit.rows, ratings, surface.weekdayWeight, 1);
  if (!differ(plainMeans(rowSums(state.cellHundredths), ratings))) return null;
  return nameFirst(candidates, 1, 1, 1, surface.fit.level)[0] ?? null;
}

/**
 * The `count` candidates with the highest probability of being among the k first, then by their means.
 * @param sign 1 to name the largest, −1 the smallest
 */
function nameFirst(
  candidates: readonly Candidate[],
  sign: 1 | -1,
  k: number,
  count: number,
  level: number,
): Named[] {
  const means = candidates.map(({ effect }) => sign * effect.mean);
  const sds = candidates.map(({ effect }) => effect.sd);
  const probabilities = topKProbabilities(means, sds, k);
  return candidates
    .map(({ which, ratings, effect }, index) => ({
      which,
      ratings,
      mean: level + effect.mean,
      probability: probabilities[index] ?? 0,
    }))
    .sort((a, b) => b.probability - a.probability || sign * (b.mean - a.mean))
    .slice(0, count)
    .sort((a, b) => sign * (b.mean - a.mean));
}

function candidatesOf(
  effects: readonly Estimate[],
  ratings: readonly number[],
  weights: Float64Array,
  firstName: number,
): Candidate[] {
  return effects.flatMap((effect, index) => {
    const count = ratings[index] ?? 0;
    const enough =
      count >= PARAMETERS.minimumGroupRatings &&
      (weights[index] ?? 0) >= PARAMETERS.minimumGroupWeight;
    return enough ? [{ which: index + firstName, ratings: count, effect }] : [];
  });
}

/**
 * Unshrunken means of the groups with ratings. Shrunken means would differ merely because the numbers of ratings
 * differ.
 */
function plainMeans(hundredths: readonly number[], ratings: readonly number[]): number[] {
  return ratings.flatMap((count, index) =>
    count === 0 ? [] : [(hundredths[index] ?? 0) / count / 100],
  );
}

/** Sum over weekdays, per hour. */
export function columnSums(cells: readonly number[]): number[] {
  return Array.from({ length: HOURS }, (_, hour) => {
    let sum = 0;
    for (let weekday = 0; weekday < WEEKDAYS; weekday += 1)
      sum += cells[weekday * HOURS + hour] ?? 0;
    return sum;
  });
}

/** Sum over hours, per weekday, Monday first. */
export function rowSums(cells: readonly number[]): number[] {
  return Array.from({ length: WEEKDAYS }, (_, weekday) => {
    let sum = 0;
    for (let hour = 0; hour < HOURS; hour += 1) sum += cells[weekday * HOURS + hour] ?? 0;
    return sum;
  });
}
