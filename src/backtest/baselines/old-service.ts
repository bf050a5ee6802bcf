import type { DayBaseline } from "./baseline.ts";
import { countPmf, pointPmf } from "./pmf-makers.ts";
import { sameWeekday } from "./same-weekday.ts";

/** The former service's answer for a weekday without a date. */
const WITHOUT_A_DATE = 6;

/**
 * The former service's rule: the rounded mean of the weekday's active days. Its weekday table was off by one, so the
 * mean of all active days was used when the previous weekday had never been active.
 */
export const oldService: DayBaseline = (counts, ahead) => {
  const dayBefore = sameWeekday(counts, (ahead + 6) % 7);
  if (!dayBefore.some((count) => count > 0))
    return pointPmf(roundHalfEven(meanOfActive(counts) ?? 0));
  const mean = meanOfActive(sameWeekday(counts, ahead));
  return pointPmf(mean === undefined ? WITHOUT_A_DATE : roundHalfEven(mean));
};

/** A favourable reading of the same rule: a Poisson distribution with the weekday's mean, and 0 without a date. */
export const oldServicePoisson: DayBaseline = (counts, ahead) => {
  const mean = meanOfActive(sameWeekday(counts, ahead));
  return mean === undefined ? pointPmf(0) : countPmf(mean, mean);
};

function meanOfActive(counts: readonly number[]): number | undefined {
  const active = counts.filter((count) => count > 0);
  if (active.length === 0) return undefined;
  return active.reduce((sum, count) => sum + count, 0) / active.length;
}

function roundHalfEven(value: number): number {
  const rounded = Math.round(value);
  return value - Math.floor(value) === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded;
}
