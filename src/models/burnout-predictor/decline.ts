import { at } from "../../stats/at.ts";
import { type BlockChange, blockChange, type InflationPrior } from "../../stats/block-change.ts";
import { type Estimate, shrunkenMean } from "../../stats/shrunken-mean.ts";
import { type Change, counts, means, type Reference, stronger } from "./change.ts";
import { HABIT_SUM, type HabitSum } from "./habit.ts";
import {
  HABIT,
  INFLATION,
  NEEDED,
  SCALES,
  SMALLEST_RATING,
  SPREAD_PRIOR,
  WELLNESS_DISCREPANCY,
} from "./parameters.ts";
import { BLOCKS, COLUMN, type Column } from "./windows.ts";

/** Measures by how much the week's ratings are lower, and its check-ins worse, than usual. */
export function measureDecline(reference: Reference, end: number): Change | undefined {
  return stronger(declineFrom(reference, end, "weeks"), declineFrom(reference, end, "habit"));
}

function declineFrom(
  reference: Reference,
  end: number,
  against: Change["against"],
): Change | undefined {
  const ratings = meanChange(reference, end, RATING_MEAN, against);
  const wellness = meanChange(reference, end, WELLNESS_MEAN, against);
  const shown = ratings ?? wellness;
  if (shown === undefined) return undefined;
  const drift = against === "habit" ? HABIT.discrepancy.decline : 0;
  let estimate: Estimate = { mean: 0, sd: SCALES.declining_productivity.usualChange };
  if (ratings !== undefined) estimate = readDecline(estimate, ratings, drift);
  if (wellness !== undefined) {
    estimate = readDecline(estimate, wellness, Math.hypot(drift, WELLNESS_DISCREPANCY));
  }
  return {
    value: 100 * declineShare(shown),
    recent: shown.recent,
    baseline: shown.baseline,
    against,
    estimate,
    ...(wellness === undefined
      ? {}
      : { wellness: { recent: wellness.recent, baseline: wellness.baseline } }),
  };
}

function declineShare({ recent, baseline }: BlockChange): number {
  return (baseline - recent) / Math.max(SMALLEST_RATING, baseline);
}

function readDecline(prior: Estimate, change: BlockChange, discrepancy: number): Estimate {
  const relativeError = change.standardError / Math.max(SMALLEST_RATING, change.baseline);
  return shrunkenMean(1, declineShare(change), relativeError ** 2 + discrepancy ** 2, prior);
}

/** The columns and sums that a mean is computed from. */
interface MeanQuestion {
  readonly count: Column;
  readonly sum: Column;
  readonly squares: Column;
  readonly habitCount: HabitSum;
  readonly habitSum: HabitSum;
  /** Number of the habit's units in one unit of the column. */
  readonly habitScale: number;
  readonly spread: number;
  readonly inflation: InflationPrior;
  readonly minRecent: number;
  readonly minBaseline: number;
}

const RATING_MEAN: MeanQuestion = {
  count: COLUMN.ratings,
  sum: COLUMN.ratingSum,
  squares: COLUMN.ratingSquares,
  habitCount: HABIT_SUM.ratings,
  habitSum: HABIT_SUM.ratingHundredths,
  habitScale: 100,
  spread: SPREAD_PRIOR.ratings,
  inflation: INFLATION.ratings,
  minRecent: NEEDED.recentRatings,
  minBaseline: NEEDED.baselineRatings,
};

const WELLNESS_MEAN: MeanQuestion = {
  count: COLUMN.checkins,
  sum: COLUMN.wellnessSum,
  squares: COLUMN.wellnessSquares,
  habitCount: HABIT_SUM.checkins,
  habitSum: HABIT_SUM.wellnessTenths,
  habitScale: 10,
  spread: SPREAD_PRIOR.wellness,
  inflation: INFLATION.wellness,
  minRecent: NEEDED.recentCheckins,
  minBaseline: NEEDED.baselineCheckins,
};

function meanChange(
  { windows, habit }: Reference,
  end: number,
  question: MeanQuestion,
  against: Change["against"],
): BlockChange | undefined {
  let total = 0;
  let scatter = 0;
  for (let block = 0; block < BLOCKS; block += 1) {
    const count = windows.block(question.count, end, block);
    const sum = windows.block(question.sum, end, block);
    const mean = count > 0 ? sum / count : 0;
    counts[block] = count;
    means[block] = mean;
    total += count;
    scatter += windows.block(question.squares, end, block) - sum * mean;
  }
  const recent = at(counts, 0);
  if (recent < question.minRecent || total - recent < question.minBaseline) return undefined;
  const prior = SPREAD_PRIOR.values;
  const unitVariance = (prior * question.spread ** 2 + Math.max(0, scatter)) / (prior + total);
  if (against === "weeks") return blockChange(counts, means, unitVariance, question.inflation);
  const count = at(habit, question.habitCount);
  if (count < HABIT.minValues) return undefined;
  const mean = at(habit, question.habitSum) / question.habitScale / count;
  return blockChange(counts, means, unitVariance, question.inflation, { weight: count, mean });
}
