import { spreadOfMeans } from "../../stats/spread-of-means.ts";
import { fitTwoWay, type TwoWayFit } from "../../stats/two-way-shrinkage.ts";
import { PARAMETERS } from "./parameters.ts";
import { HOURS, type ProductivityAnalyzerState, WEEKDAYS } from "./state.ts";

/** Expected ratings over weekdays and hours, with the inputs of the fit. */
export interface RatingSurface {
  readonly fit: TwoWayFit;
  /** Standard deviation of single ratings, in points. */
  readonly noiseSd: number;
  /** Aged number of ratings per hour, in units of new ratings. */
  readonly hourWeight: Float64Array;
  /** Aged number of ratings per weekday (Monday first), in units of new ratings. */
  readonly weekdayWeight: Float64Array;
}

/** @param fresh weight of one session on the queried day */
export function fitSurface(state: ProductivityAnalyzerState, fresh: number): RatingSurface {
  const { counts, means, hours, weekdays } = gatherMeans(state, fresh);
  const { noise, level } = PARAMETERS;
  const squares = state.surprise / (100 * fresh);
  const noiseVariance =
    (noise.worth * noise.sd ** 2 + squares) / (noise.worth + state.surpriseWeight / fresh);
  const noiseSd = Math.sqrt(noiseVariance);
  const fit = fitTwoWay(
    { rows: WEEKDAYS, columns: HOURS, counts, means },
    {
      noise: noiseSd,
      level,
      row: spreadOf(PARAMETERS.weekday, weekdays, noiseVariance),
      column: spreadOf(PARAMETERS.hour, hours, noiseVariance),
      cell: PARAMETERS.cellSpread * noiseSd,
    },
  );
  return { fit, noiseSd, hourWeight: hours.counts, weekdayWeight: weekdays.counts };
}

interface Means {
  readonly counts: Float64Array;
  readonly means: Float64Array;
}

function gatherMeans(
  state: ProductivityAnalyzerState,
  fresh: number,
): Means & { readonly hours: Means; readonly weekdays: Means } {
  const all = emptyMeans(WEEKDAYS * HOURS);
  const hours = emptyMeans(HOURS);
  const weekdays = emptyMeans(WEEKDAYS);
  for (let weekday = 0, cell = 0; weekday < WEEKDAYS; weekday += 1) {
    for (let hour = 0; hour < HOURS; hour += 1, cell += 1) {
      const weight = state.cellWeight[cell] ?? 0;
      if (weight === 0) continue;
      const count = weight / fresh;
      const sum = (state.cellTenths[cell] ?? 0) / (10 * fresh);
      addSum(all, cell, count, sum);
      addSum(hours, hour, count, sum);
      addSum(weekdays, weekday, count, sum);
    }
  }
  for (const { counts, means } of [all, hours, weekdays]) {
    for (let index = 0; index < means.length; index += 1) {
      const count = counts[index] ?? 0;
      if (count > 0) means[index] = (means[index] ?? 0) / count;
    }
  }
  return { ...all, hours, weekdays };
}

function emptyMeans(length: number): Means {
  return { counts: new Float64Array(length), means: new Float64Array(length) };
}

function addSum({ counts, means }: Means, index: number, count: number, sum: number): void {
  counts[index] = (counts[index] ?? 0) + count;
  means[index] = (means[index] ?? 0) + sum;
}

/** Standard deviation of true group means: the prior, updated by the observed means. */
function spreadOf(
  belief: { readonly spread: number; readonly worth: number },
  groups: Means,
  noiseVariance: number,
): number {
  const believed = belief.spread ** 2 * noiseVariance;
  const seen = spreadOfMeans(groups.counts, groups.means, noiseVariance);
  if (seen === undefined) return Math.sqrt(believed);
  const groupCount = groups.counts.reduce((count, weight) => count + (weight > 0 ? 1 : 0), 0);
  return Math.sqrt((belief.worth * believed + groupCount * seen) / (belief.worth + groupCount));
}
