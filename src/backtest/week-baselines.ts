import { convolve } from "../stats/convolve.ts";
import { normalise, type Pmf } from "../stats/pmf.ts";

/** Totals of seven consecutive days, for every possible first day. */
export function weekTotals(counts: readonly number[]): number[] {
  const totals: number[] = [];
  for (let start = 0; start + 7 <= counts.length; start++) {
    totals.push(counts.slice(start, start + 7).reduce((sum, count) => sum + count, 0));
  }
  return totals;
}

/** Baseline that wrongly treats the days of a week as independent. */
export function independentDays(days: readonly Pmf[]): Pmf {
  return days.reduce((sum, day) => convolve(sum, day), Float64Array.of(1));
}

/** Last week's total, with the distribution of past week-to-week differences. */
export function lastWeekTotal(counts: readonly number[]): Pmf {
  const totals = weekTotals(counts);
  const last = totals.at(-1) ?? 0;
  const differences = totals.slice(7).map((total, index) => total - (totals[index] ?? 0));
  return histogram(differences.map((difference) => Math.max(0, last + difference)));
}

/** The totals of all weeks within the last eight. */
export function recentWeekTotals(counts: readonly number[]): Pmf {
  return histogram(weekTotals(counts.slice(-56)));
}

function histogram(totals: readonly number[]): Float64Array {
  const pmf = new Float64Array(Math.max(0, ...totals) + 1);
  for (const total of totals) pmf[total] = (pmf[total] ?? 0) + 1;
  if (normalise(pmf) === 0) pmf[0] = 1;
  return pmf;
}
