/**
 * How good are the models behind diversity, themes, weekly insights and trends, on simulated people whose truth is
 * known? Takes about a minute.
 *
 *     node benchmarks/quality/insights.ts        # measures, and writes results/insights.json and the pages' tables
 */
import { measureOverload, OVERLOAD_SCENARIOS } from "./diversity-detector/category-overload.ts";
import {
  HISTORY_TREND_SCENARIOS,
  measureRatingTrend,
  measureSessionTrend,
  TREND_WINDOWS,
} from "./history-aggregates/history-trends.ts";
import { INSIGHT_TABLES } from "./insight-tables.ts";
import { type Figures, writeResults } from "./support/results-file.ts";
import { updatePage } from "./support/results-page.ts";
import { measureThemes, THEME_SCENARIOS, THEME_SIZES } from "./theme-productivity/theme-choice.ts";
import { measureWeekChange, WEEK_SCENARIOS } from "./weekly-insights/week-change.ts";

/** People per scenario in the part that a test repeats. */
export const REDUCED_PEOPLE = 20;

/** @param people simulated people per scenario; ten times as many where one costs next to nothing */
export function measureInsights(people: number): Figures {
  const figures: Record<string, Record<string, number>> = {};
  for (const scenario of OVERLOAD_SCENARIOS) {
    figures[`diversity/${scenario.id}`] = measureOverload(scenario, people);
  }
  for (const scenario of THEME_SCENARIOS) {
    for (const days of THEME_SIZES) {
      figures[`themes/${scenario.id}/${days}`] = measureThemes(scenario, days, people);
    }
  }
  for (const scenario of WEEK_SCENARIOS) {
    figures[`weeks/${scenario.id}`] = measureWeekChange(scenario, 10 * people);
  }
  for (const days of TREND_WINDOWS) {
    for (const scenario of HISTORY_TREND_SCENARIOS) {
      figures[`trends/${scenario.id}/${days}`] = measureRatingTrend(scenario, days, 5 * people);
    }
    figures[`trends/sessions/${days}`] = measureSessionTrend(days, 2 * people);
  }
  return figures;
}

if (import.meta.main) {
  const full = measureInsights(300);
  writeResults("insights", {
    note: "node benchmarks/quality/insights.ts",
    full,
    reduced: measureInsights(REDUCED_PEOPLE),
  });
  for (const [model, tables] of Object.entries(INSIGHT_TABLES)) updatePage(model, tables, full);
}
