import {
  factorizeInPlace,
  packedIndex,
  packedLength,
  solveLowerInPlace,
  solveUpperInPlace,
} from "../../stats/packed-cholesky.ts";
import { COLUMNS, MAX_WIDTH, type SparseRow, WIDTH } from "./features.ts";
import { QUALITY_PARAMETERS } from "./parameters.ts";
import { HUNDREDTHS, type QualityState, UNIT } from "./state.ts";

const SPREADS = priorSpreads();
const MEANS = priorMeans();

function priorSpreads(): Float64Array {
  const { effectSpread: spread, meanSpread } = QUALITY_PARAMETERS;
  const spreads = new Float64Array(MAX_WIDTH);
  spreads[COLUMNS.intercept.start] = meanSpread;
  spreads.fill(spread.hourFirst, COLUMNS.hour.start, COLUMNS.hour.start + 2);
  spreads.fill(spread.hourSecond, COLUMNS.hour.start + 2, COLUMNS.hour.end);
  spreads.fill(spread.weekday, COLUMNS.day.start, COLUMNS.day.end);
  spreads.fill(spread.preset, COLUMNS.preset.start, COLUMNS.preset.end);
  spreads.fill(spread.preset, WIDTH);
  spreads.fill(spread.category, COLUMNS.category.start, COLUMNS.category.end);
  spreads[COLUMNS.fatigue.start] = spread.order;
  spreads[COLUMNS.fatigue.start + 1] = spread.firstOfDay;
  spreads.fill(spread.rest, COLUMNS.recovery.start, COLUMNS.recovery.end);
  spreads[COLUMNS.wellness.start] = spread.wellness;
  spreads[COLUMNS.form.start] = spread.today;
  spreads[COLUMNS.form.start + 1] = spread.lately;
  spreads[COLUMNS.abandoned.start] = spread.abandoned;
  return spreads;
}

function priorMeans(): Float64Array {
  const means = new Float64Array(MAX_WIDTH);
  means[COLUMNS.wellness.start] = QUALITY_PARAMETERS.wellnessEffect;
  means[COLUMNS.form.start] = QUALITY_PARAMETERS.todayEffect;
  means[COLUMNS.form.start + 1] = QUALITY_PARAMETERS.latelyEffect;
  means[COLUMNS.abandoned.start] = QUALITY_PARAMETERS.abandonedEffect;
  return means;
}

/** Prior variance of one column's effect, points². */
export function priorVariance(column: number): number {
  return (SPREADS[column] ?? 0) ** 2;
}

/** A solved ridge regression: posterior means, and the Cholesky factor of the precision for predictive variances. */
export interface Solution {
  readonly coefficients: Float64Array;
  readonly factor: Float64Array;
}

/**
 * Posterior of the effects from normal priors (shrinkage towards the population) and the person's sums. `noise` is the
 * variance of a rating around its expectation, points².
 */
export function solveEffects(state: QualityState, noise: number): Solution {
  const width = state.moments.length;
  const factor = new Float64Array(packedLength(width));
  const coefficients = new Float64Array(width);
  for (let entry = 0; entry < factor.length; entry += 1)
    factor[entry] = (state.gram[entry] ?? 0) / UNIT;
  for (let column = 0; column < width; column += 1) {
    const precision = noise / priorVariance(column);
    const diagonal = packedIndex(column, column);
    factor[diagonal] = (factor[diagonal] ?? 0) + precision;
    coefficients[column] =
      (state.moments[column] ?? 0) / (UNIT * HUNDREDTHS) + precision * (MEANS[column] ?? 0);
  }
  factorizeInPlace(factor, width);
  solveLowerInPlace(factor, width, coefficients);
  solveUpperInPlace(factor, width, coefficients);
  return { coefficients, factor };
}

/** Adds one session's row and its rating (in hundredths above the population mean) to the sums. */
export function addObservation(state: QualityState, row: SparseRow, rating: number): void {
  const { gram, moments } = state;
  const { columns, values, length } = row;
  for (let i = 0; i < length; i += 1) {
    const column = columns[i] ?? 0;
    const value = UNIT * (values[i] ?? 0);
    const rowStart = packedIndex(column, 0);
    for (let j = 0; j <= i; j += 1) {
      const entry = rowStart + (columns[j] ?? 0);
      gram[entry] = (gram[entry] ?? 0) + value * (values[j] ?? 0);
    }
    moments[column] = (moments[column] ?? 0) + value * rating;
  }
}

/** Clears one column when its category is replaced by another. */
export function clearColumn(state: QualityState, column: number): void {
  for (let other = 0; other < state.moments.length; other += 1) {
    const entry = other < column ? packedIndex(column, other) : packedIndex(other, column);
    state.gram[entry] = 0;
  }
  state.moments[column] = 0;
  state.coefficients[column] = 0;
}

/** Contribution of one group of columns to the row's value. Not for presets, whose columns are not contiguous. */
export function groupEffect(
  row: SparseRow,
  group: Exclude<keyof typeof COLUMNS, "preset">,
  coefficients: ArrayLike<number>,
): number {
  const { start, end } = COLUMNS[group];
  let sum = 0;
  for (let i = row.length - 1; i >= 0; i -= 1) {
    const column = row.columns[i] ?? 0;
    if (column < start) break;
    if (column < end) sum += (row.values[i] ?? 0) * (coefficients[column] ?? 0);
  }
  return sum;
}

/** Value of the row with the given coefficients. */
export function evaluateRow(row: SparseRow, coefficients: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < row.length; i += 1) {
    sum += (row.values[i] ?? 0) * (coefficients[row.columns[i] ?? 0] ?? 0);
  }
  return sum;
}
