import type { DayBaseline } from "./baseline.ts";
import { countPmf } from "./pmf-makers.ts";
import { sameWeekday } from "./same-weekday.ts";

/** In occurrences of the weekday. */
const MEAN_HALF_LIFE = 4;
/** Half-life of the dispersion. */
const DISPERSION_HALF_LIFE = 8;
/** Lower bound of the mean, since a mean of 0 gives a degenerate distribution. */
const MIN_MEAN = 0.02;

/** The weekday's exponentially weighted mean, in a negative binomial with a dispersion common to all weekdays. */
export const weekdayDecayedMean: DayBaseline = (counts, ahead) => {
  const mean = decayedMean(sameWeekday(counts, ahead));
  let excess = 0;
  let expected = 0;
  for (let other = 0; other < 7; other++) {
    const values = sameWeekday(counts, other);
    const centre = decayedMean(values);
    values.forEach((value, age) => {
      const weight = 0.5 ** (age / DISPERSION_HALF_LIFE);
      excess += weight * ((value - centre) ** 2 - centre);
      expected += weight * centre * centre;
    });
  }
  const dispersion = expected > 0 ? Math.max(0, excess / expected) : 0;
  return countPmf(mean, mean + dispersion * mean * mean);
};

function decayedMean(values: readonly number[]): number {
  let sum = 0;
  let weights = 0;
  values.forEach((value, age) => {
    const weight = 0.5 ** (age / MEAN_HALF_LIFE);
    sum += weight * value;
    weights += weight;
  });
  return Math.max(MIN_MEAN, weights > 0 ? sum / weights : 0);
}
