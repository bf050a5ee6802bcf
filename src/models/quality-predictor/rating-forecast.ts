import { packedIndex, solveLowerInPlace } from "../../stats/packed-cholesky.ts";
import { COLUMNS, columnsOf, emptyRow, fillRow, type Situation } from "./features.ts";
import { QUALITY_PARAMETERS } from "./parameters.ts";
import { priorVariance, solveEffects } from "./regression.ts";
import { blendShare, ratingSpread } from "./skill.ts";
import { type QualityState, UNIT } from "./state.ts";

/** The former service's seven factors, in its order. */
export const FACTORS = [
  "hour",
  "day",
  "preset",
  "category",
  "fatigue",
  "recovery",
  "wellness",
] as const;
export type FactorName = (typeof FACTORS)[number];

export interface RatingForecast {
  /** Forecast for the person's typical session today, 0–100. */
  readonly baseline: number;
  /** Contribution of each factor, in points; the baseline and the contributions sum to `mean`. */
  readonly contributions: Readonly<Record<FactorName, number>>;
  /** Expected rating, 0–100. */
  readonly mean: number;
  /** Standard deviation of a rating around `mean`, in points. */
  readonly spread: number;
}

/** Unknown parts of the situation. They take the person's usual value and contribute 0. */
export type Unknown = Partial<Record<FactorName, boolean>>;

/** Forecasts the rating of a session in the given situation. */
export function forecastRating(
  state: QualityState,
  situation: Situation,
  unknown: Unknown,
): RatingForecast {
  const { errors } = state;
  const noise = ratingSpread(errors) ** 2;
  const { coefficients, factor } = solveEffects(state, noise);
  const width = state.moments.length;
  const row = denseRow(situation, width);
  const usual = usualRow(state);
  const share = blendShare(errors);
  const moved = FACTORS.map((name) => {
    if (unknown[name] === true) {
      for (const column of columnsOf(name, width)) row[column] = usual[column] ?? 0;
      return 0;
    }
    return share * groupEffect(name, row, usual, coefficients);
  });
  // The typical session has usual values of all features except today's form, which is known.
  usual[COLUMNS.form.start] = row[COLUMNS.form.start] ?? 0;
  usual[COLUMNS.form.start + 1] = row[COLUMNS.form.start + 1] ?? 0;
  usual[COLUMNS.abandoned.start] = 0;
  const modelled = dot(usual, coefficients);
  const baseline =
    QUALITY_PARAMETERS.populationMean + state.level + share * (modelled - state.level);
  solveLowerInPlace(factor, width, row);
  const unusual = Math.max(1, (1 + dot(row, row)) / (1 + typicalLeverage(state, noise)));
  return { ...withinScale(baseline, moved), spread: Math.sqrt(noise * unusual) };
}

/** Clamps the baseline and the sum to 0–100; the factors are scaled in proportion. */
function withinScale(
  rawBaseline: number,
  moved: readonly number[],
): Omit<RatingForecast, "spread"> {
  const baseline = clamp(rawBaseline);
  const sum = moved.reduce((total, value) => total + value, 0);
  const mean = clamp(baseline + sum);
  const scale = sum === 0 ? 0 : (mean - baseline) / sum;
  const part = (index: number): number => (moved[index] ?? 0) * scale;
  return {
    baseline,
    mean,
    contributions: {
      hour: part(0),
      day: part(1),
      preset: part(2),
      category: part(3),
      fatigue: part(4),
      recovery: part(5),
      wellness: part(6),
    },
  };
}

/**
 * Uncertainty of the coefficients in a typical session, as a share of the noise. The measured errors already contain
 * it. It is computed as if the columns were orthogonal, which sparse columns nearly are.
 */
function typicalLeverage(state: QualityState, noise: number): number {
  const weight = (state.gram[0] ?? 0) / UNIT;
  if (weight === 0) return 0;
  let freedom = 0;
  for (let column = 0; column < state.moments.length; column += 1) {
    const information = (state.gram[packedIndex(column, column)] ?? 0) / UNIT;
    freedom += information / (information + noise / priorVariance(column));
  }
  return freedom / weight;
}

function groupEffect(
  name: FactorName,
  row: Float64Array,
  usual: Float64Array,
  coefficients: Float64Array,
): number {
  let sum = 0;
  for (const column of columnsOf(name, row.length)) {
    sum += ((row[column] ?? 0) - (usual[column] ?? 0)) * (coefficients[column] ?? 0);
  }
  return sum;
}

function denseRow(situation: Situation, width: number): Float64Array {
  const sparse = emptyRow();
  fillRow(sparse, situation);
  const row = new Float64Array(width);
  for (let i = 0; i < sparse.length; i += 1) row[sparse.columns[i] ?? 0] = sparse.values[i] ?? 0;
  return row;
}

/** Weighted mean of every column over the person's sessions, taken from the first column of the Gram matrix. */
function usualRow(state: QualityState): Float64Array {
  const row = new Float64Array(state.moments.length);
  const weight = state.gram[0] ?? 0;
  for (let column = 0; column < row.length && weight > 0; column += 1) {
    row[column] = (state.gram[packedIndex(column, 0)] ?? 0) / weight;
  }
  row[COLUMNS.intercept.start] = 1;
  return row;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}

function clamp(value: number): number {
  return Math.max(0, Math.min(100, value));
}
