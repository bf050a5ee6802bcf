import type { DayBaseline } from "./baseline.ts";
import { histogramPmf, pointPmf } from "./pmf-makers.ts";
import { sameWeekday } from "./same-weekday.ts";

/** What happened on this weekday so far, all weeks alike. */
export const weekdayHistogram: DayBaseline = (counts, ahead) =>
  histogramPmf(sameWeekday(counts, ahead).map((count) => [count, 1])) ?? pointPmf(0);
