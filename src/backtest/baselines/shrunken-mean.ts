import type { DayBaseline } from "./baseline.ts";
import { countPmf } from "./pmf-makers.ts";

/** A stranger, as the session predictor sees one: 3 sessions on 0.6 of the days, scattered; worth two days. */
const STRANGER = { mean: 1.8, dispersion: 0.6, days: 2 } as const;

/**
 * All days alike: the mean and the variance so far, pulled towards a stranger's, in a negative binomial that is wider while
 * the mean is uncertain. Knows no weekdays and forgets nothing, and is what to beat in the first days.
 */
export const shrunkenMean: DayBaseline = (counts) => {
  const weight = STRANGER.days + counts.length;
  const sum = counts.reduce((total, count) => total + count, 0);
  const mean = (STRANGER.days * STRANGER.mean + sum) / weight;
  const scatter = counts.reduce((total, count) => total + (count - mean) ** 2, 0);
  const stranger = mean + STRANGER.dispersion * mean * mean;
  const variance = (STRANGER.days * stranger + scatter) / weight;
  return countPmf(mean, variance * (1 + 1 / weight));
};
