import type { DayBaseline } from "./baseline.ts";
import { countPmf } from "./pmf-makers.ts";

/**
 * Prior of the session predictor: 3 sessions on a share of 0.6 of the days, overdispersed, with the weight of two days.
 */
const PRIOR = { mean: 1.8, dispersion: 0.6, days: 2 } as const;

/**
 * Treats all days alike: the mean and variance so far, shrunk towards the prior, in a negative binomial that is wider
 * while the mean is uncertain. It ignores weekdays and forgets nothing, and is the benchmark for the first days.
 */
export const shrunkenMean: DayBaseline = (counts) => {
  const weight = PRIOR.days + counts.length;
  const sum = counts.reduce((total, count) => total + count, 0);
  const mean = (PRIOR.days * PRIOR.mean + sum) / weight;
  const scatter = counts.reduce((total, count) => total + (count - mean) ** 2, 0);
  const priorVariance = mean + PRIOR.dispersion * mean * mean;
  const variance = (PRIOR.days * priorVariance + scatter) / weight;
  return countPmf(mean, variance * (1 + 1 / weight));
};
