import { at } from "../../stats/at.ts";
import { shrunkenMean } from "../../stats/shrunken-mean.ts";
import { spreadOfMeans } from "../../stats/spread-of-means.ts";
import { fitTwoWay, type TwoWayFit } from "../../stats/two-way-shrinkage.ts";
import { customaryOffset, FOCUS_PARAMETERS } from "./parameters.ts";
import { type FocusState, HOURS, meanOf, WEEKDAYS } from "./state.ts";

/** Standard deviation of single ratings within a cell, in points. */
export function noiseOf(state: FocusState, fresh: number): number {
  const { noise } = FOCUS_PARAMETERS;
  const squares = state.surprise / (100 * fresh) + noise.worth * noise.sd ** 2;
  return Math.max(1, Math.sqrt(squares / (state.surpriseWeight / fresh + noise.worth)));
}

/** Ratings over weekdays and hours, fitted after subtracting each hour's conventional offset. */
export interface RatingSurface {
  readonly fit: TwoWayFit;
  /** Offset subtracted from each hour's ratings before the fit, in points. It is part of the hour's expectation. */
  readonly offsets: readonly number[];
  /** Standard deviation of single cells around the sum of their weekday and hour effects, in points. */
  readonly cellSd: number;
}

/**
 * Subtracting the conventional offset gives an hour without ratings the person's level plus that offset. In an hour
 * with ratings the offset fades: the level of somebody who only works at night is the level of those hours, not above
 * it.
 */
export function fitHours(state: FocusState, fresh: number, noise: number): RatingSurface {
  const { level, weekday, hour, customaryWorth } = FOCUS_PARAMETERS;
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
  const rows = marginOf(counts, means, WEEKDAYS, (cell) => Math.floor(cell / HOURS));
  const columns = marginOf(counts, means, HOURS, (cell) => cell % HOURS);
  const cellSd = cellSpreadOf(counts, means, rows, columns, noise);
  const fit = fitTwoWay(
    { rows: WEEKDAYS, columns: HOURS, counts, means },
    {
      noise,
      level,
      row: spreadOf(weekday, rows, noise),
      column: spreadOf(hour, columns, noise),
      cell: cellSd,
    },
  );
  return { fit, offsets, cellSd };
}

interface Margin {
  readonly counts: Float64Array;
  readonly means: Float64Array;
}

/** Counts and means of the table's rows or columns. */
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

/** Standard deviation of true group means: the prior, updated by the person's groups. */
function spreadOf(
  belief: { readonly spread: number; readonly worth: number },
  margin: Margin,
  noise: number,
): number {
  const believed = (belief.spread * noise) ** 2;
  const seen = spreadOfMeans(margin.counts, margin.means, noise ** 2);
  if (seen === undefined) return Math.sqrt(believed);
  // The observed spread counts only as far as it exceeds sampling noise.
  let shown = 0;
  for (const count of margin.counts) shown += (count / (count + noise ** 2 / believed)) ** 2;
  return Math.sqrt((belief.worth * believed + shown * seen) / (belief.worth + shown));
}

/** Standard deviation of cell effects, from the cell means after removing row and column effects. */
function cellSpreadOf(
  counts: readonly number[],
  means: readonly number[],
  rows: Margin,
  columns: Margin,
  noise: number,
): number {
  const { spread, worth } = FOCUS_PARAMETERS.cell;
  const believed = (spread * noise) ** 2;
  const total = rows.counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return Math.sqrt(believed);
  let grand = 0;
  rows.means.forEach((mean, row) => {
    grand += (at(rows.counts, row) / total) * mean;
  });
  let between = 0;
  counts.forEach((count, cell) => {
    if (count === 0) return;
    const row = at(rows.means, Math.floor(cell / HOURS));
    between += count * (at(means, cell) - row - at(columns.means, cell % HOURS) + grand) ** 2;
  });
  const free = groupsOf(counts) - groupsOf(rows.counts) - groupsOf(columns.counts) + 1;
  if (free < 1) return Math.sqrt(believed);
  const seen = Math.max(0, ((between / free - noise ** 2) * groupsOf(counts)) / total);
  return Math.sqrt((worth * believed + free * seen) / (worth + free));
}

function groupsOf(counts: ArrayLike<number>): number {
  let groups = 0;
  for (let index = 0; index < counts.length; index += 1) if (at(counts, index) > 0) groups += 1;
  return groups;
}

/** Uncertainty of an hour relative to others of the same day; level and weekday are common to all of them. */
export function relativeSd(
  { fit, cellSd, offsets }: RatingSurface,
  ratings: number,
  noise: number,
  hour: number,
): number {
  const left = shrunkenMean(ratings, 0, noise ** 2, { mean: 0, sd: Math.max(0.1, cellSd) }).sd;
  // The conventional offset itself is uncertain by its own size.
  return Math.hypot(fit.columns[hour]?.sd ?? 0, left, at(offsets, hour));
}
