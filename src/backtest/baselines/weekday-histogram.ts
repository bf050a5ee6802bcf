import type { DayBaseline } from "./baseline.ts";
import { histogramPmf, pointPmf } from "./pmf-makers.ts";
import { sameWeekday } from "./same-weekday.ts";

/** Histogram of this weekday's counts, all weeks with equal weight. */
export const weekdayHistogram: DayBaseline = (counts, ahead) =>
  histogramPmf(sameWeekday(counts, ahead).map((count) => [count, 1])) ?? pointPmf(0);
