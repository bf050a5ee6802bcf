import { at } from "../../stats/at.ts";
import { shrunkenMean } from "../../stats/shrunken-mean.ts";
import { spreadOfMeans } from "../../stats/spread-of-means.ts";
import { fitTwoWay, type TwoWayFit } from "../../stats/two-way-shrinkage.ts";
import { customaryOffset, FOCUS_PARAMETERS } from "./parameters.ts";
import { type FocusState, HOURS, meanOf, WEEKDAYS } from "./state.ts";

/** Spread of single ratings within a cell, points. */
export function noiseOf(state: FocusState, fresh: number): number {
  const { noise } = FOCUS_PARAMETERS;
  const squares = state.surprise / (100 * fresh) + noise.worth * noise.sd ** 2;
  return Math.max(1, Math.sqrt(squares / (state.surpriseWeight / fresh + noise.worth)));
}

/** Ratings over weekdays and hours, fitted relative to what is customary of each hour. */
export interface RatingSurface {
  readonly fit: TwoWayFit;
  /** What was taken off each hour's ratings before the fit, and belongs to its expectation, points. */
  readonly offsets: readonly number[];
}

/**
 * Taking off what is customary makes an hour without ratings expect that much more or less than the person's level. In
 * an hour with ratings it fades: somebody who only works at night has their level there, not below it.
 */
export function fitHours(state: FocusState, fresh: number, noise: number): RatingSurface {
  const { level, weekday, hour, cellSpread, customaryWorth } = FOCUS_PARAMETERS;
  const counts = state.cellWeight.map((weight) => weight / fresh);
  const offsets = Array.from({ length: HOURS }, (_, index) => {
    let rated = 0;
    for (let cell = index; cell < counts.length; cell += HOURS) rated += at(counts, cell);
    return (customaryOffset(index) * customaryWorth) / (customaryWorth + rated);
  });
  const means = counts.map(
    (_, cell) =>
      (meanOf(state.cellTenths, state.cellWeight, cell) ?? 0) - at(offsets, cell % HOURS),
  );
  const fit = fitTwoWay(
    { rows: WEEKDAYS, columns: HOURS, counts, means },
    {
      noise,
      level,
      row: spreadOf(
        weekday,
        marginOf(counts, means, WEEKDAYS, (cell) => Math.floor(cell / HOURS)),
        noise,
      ),
      column: spreadOf(
        hour,
        marginOf(counts, means, HOURS, (cell) => cell % HOURS),
        noise,
      ),
      cell: cellSpread * noise,
    },
  );
  return { fit, offsets };
}

interface Margin {
  readonly counts: Float64Array;
  readonly means: Float64Array;
}

/** Counts and means of whole rows or columns of the table. */
function marginOf(
  counts: readonly number[],
  means: readonly number[],
  groups: number,
  groupOf: (cell: number) => number,
): Margin {
  const margin = { counts: new Float64Array(groups), means: new Float64Array(groups) };
  counts.forEach((count, cell) => {
    if (count === 0) return;
    const group = groupOf(cell);
    const total = at(margin.counts, group) + count;
    const step = (count / total) * (at(means, cell) - at(margin.means, group));
    margin.means[group] = at(margin.means, group) + step;
    margin.counts[group] = total;
  });
  return margin;
}

/** How far groups really differ: the belief about people in general, corrected by what the person's groups show. */
function spreadOf(
  belief: { readonly spread: number; readonly worth: number },
  margin: Margin,
  noise: number,
): number {
  const believed = (belief.spread * noise) ** 2;
  const seen = spreadOfMeans(margin.counts, margin.means, noise ** 2);
  if (seen === undefined) return Math.sqrt(believed);
  const groups = margin.counts.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0);
  return Math.sqrt((belief.worth * believed + groups * seen) / (belief.worth + groups));
}

/** How uncertain the hour is against others of the same day: level and weekday are common to all of them. */
export function relativeSd(
  state: FocusState,
  fit: TwoWayFit,
  fresh: number,
  noise: number,
  row: number,
  hour: number,
): number {
  const count = at(state.cellWeight, row * HOURS + hour) / fresh;
  const cellSd = FOCUS_PARAMETERS.cellSpread * noise;
  const left = shrunkenMean(count, 0, noise ** 2, { mean: 0, sd: cellSd }).sd;
  return Math.hypot(fit.columns[hour]?.sd ?? 0, left);
}
