import type { DayBaseline } from "./baseline.ts";
import { histogramPmf, pointPmf } from "./pmf-makers.ts";
import { sameWeekday, weeklyDifferences } from "./same-weekday.ts";

/** Seasonal naive: the same day last week, with the distribution of past week-to-week differences. */
export const sameDayLastWeek: DayBaseline = (counts, ahead) => {
  const last = sameWeekday(counts, ahead)[0] ?? 0;
  const differences = weeklyDifferences(counts);
  return histogramPmf(differences.map((difference) => [last + difference, 1])) ?? pointPmf(last);
};
