import { studentTTwoSided } from "./student-t.ts";

/** A straight line fitted to a series, with the evidence for its slope. */
export interface TrendLine {
  /** Change of the value per step. */
  readonly slope: number;
  readonly standardError: number;
  readonly degreesOfFreedom: number;
  /** p-value of the slope: probability of a slope at least this far from 0 without a trend; 0–1. */
  readonly pValue: number;
  /** Steps that have a value. */
  readonly points: number;
}

/** A series in equal steps, some of which may be empty. */
export interface Series {
  readonly values: ArrayLike<number>;
  /** Weight of each value (for means: the number of values behind each); 0 leaves a step out. */
  readonly weights: ArrayLike<number>;
  /** Group of each step (weekdays), 0-based. Each group has its own level; the slope is common to all. */
  readonly groups?: ArrayLike<number>;
}

/**
 * Weighted least-squares slope with a standard error that allows for autocorrelation, because a good week is not a
 * trend. The standard error is the larger of two: the Newey–West error, and the error of independent steps inflated by
 * the measured lag-1 autocorrelation. The degrees of freedom are reduced accordingly.
 *
 * @returns `undefined` when fewer than three steps, or no variation in time, remain after removing the groups' levels
 * @see Newey & West, Econometrica 55 (1987); Zwiers & von Storch, Taking serial correlation into account in tests of
 *   the mean, J. Climate 8 (1995)
 */
export function trendLine(series: Series): TrendLine | undefined {
  const { values, weights } = series;
  const { points, groups, times, residuals } = centred(series);
  const freedom = points - groups - 1;
  let spread = 0;
  let product = 0;
  for (let i = 0; i < values.length; i += 1) {
    spread += (weights[i] ?? 0) * (times[i] ?? 0) ** 2;
    product += (weights[i] ?? 0) * (times[i] ?? 0) * (residuals[i] ?? 0);
  }
  if (freedom < 1 || spread < 1e-9) return undefined;
  const slope = product / spread;
  // From here on `residuals` holds the errors scaled to equal variance.
  let squares = 0;
  for (let i = 0; i < values.length; i += 1) {
    const error = (residuals[i] ?? 0) - slope * (times[i] ?? 0);
    residuals[i] = Math.sqrt(weights[i] ?? 0) * error;
    squares += (residuals[i] ?? 0) ** 2;
  }
  const inflation = inflationOf(residuals, weights, squares, points);
  const widened = (squares / freedom / spread) * inflation;
  for (let i = 0; i < values.length; i += 1) {
    residuals[i] = (residuals[i] ?? 0) * Math.sqrt(weights[i] ?? 0) * (times[i] ?? 0);
  }
  const robust = (longRunSum(residuals, points) * points) / freedom / spread ** 2;
  const standardError = Math.sqrt(Math.max(widened, robust));
  const degreesOfFreedom = Math.max(1, freedom / inflation);
  return {
    slope,
    standardError,
    degreesOfFreedom,
    pValue: chanceOf(slope, standardError, degreesOfFreedom),
    points,
  };
}

function chanceOf(slope: number, standardError: number, degreesOfFreedom: number): number {
  if (standardError === 0) return slope === 0 ? 1 : 0;
  return studentTTwoSided(slope / standardError, degreesOfFreedom);
}

/**
 * Upper bound of the autocorrelation. A higher value is caused by a change that is not a straight line, and must not
 * hide that change.
 */
const MAX_ALIKE = 0.5;

/** Variance inflation by the lag-1 autocorrelation: (1 + r) / (1 − r), at least 1. */
function inflationOf(
  errors: Float64Array,
  weights: ArrayLike<number>,
  squares: number,
  points: number,
): number {
  let pairs = 0;
  let products = 0;
  for (let i = 1; i < errors.length; i += 1) {
    if ((weights[i] ?? 0) <= 0 || (weights[i - 1] ?? 0) <= 0) continue;
    pairs += 1;
    products += (errors[i] ?? 0) * (errors[i - 1] ?? 0);
  }
  if (pairs === 0 || squares === 0) return 1;
  const measured = (products / pairs) * (points / squares);
  // Residuals of a fitted line underestimate the errors' autocorrelation; this corrects most of the bias.
  const corrected = measured + (1 + 4 * measured) / points;
  const r = Math.max(0, Math.min(MAX_ALIKE, corrected));
  return (1 + r) / (1 - r);
}

interface Centred {
  readonly points: number;
  readonly groups: number;
  /** Step and value, each minus its group's weighted mean. */
  readonly times: Float64Array;
  readonly residuals: Float64Array;
}

function centred({ values, weights, groups }: Series): Centred {
  const size = values.length;
  const sums = new Map<number, { weight: number; time: number; value: number }>();
  let points = 0;
  for (let i = 0; i < size; i += 1) {
    const weight = weights[i] ?? 0;
    if (weight <= 0) continue;
    points += 1;
    const key = groups === undefined ? 0 : (groups[i] ?? 0);
    const sum = sums.get(key) ?? { weight: 0, time: 0, value: 0 };
    sum.weight += weight;
    sum.time += weight * i;
    sum.value += weight * (values[i] ?? 0);
    sums.set(key, sum);
  }
  const times = new Float64Array(size);
  const residuals = new Float64Array(size);
  for (let i = 0; i < size; i += 1) {
    const sum = sums.get(groups === undefined ? 0 : (groups[i] ?? 0));
    if ((weights[i] ?? 0) <= 0 || sum === undefined) continue;
    times[i] = i - sum.time / sum.weight;
    residuals[i] = (values[i] ?? 0) - sum.value / sum.weight;
  }
  return { points, groups: sums.size, times, residuals };
}

/** Long-run variance of a sum of dependent terms: sum of squares plus weighted products of neighbours. */
function longRunSum(pulls: Float64Array, points: number): number {
  const reach = Math.floor(0.75 * Math.cbrt(points));
  let total = 0;
  for (let lag = 0; lag <= reach; lag += 1) {
    const weight = lag === 0 ? 1 : 2 * (1 - lag / (reach + 1));
    for (let i = lag; i < pulls.length; i += 1)
      total += weight * (pulls[i] ?? 0) * (pulls[i - lag] ?? 0);
  }
  return total;
}
