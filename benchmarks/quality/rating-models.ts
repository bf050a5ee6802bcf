/**
 * The quality of the preset recommender and the productivity analyzer on small fixed draws, kept in
 * `results/rating-models.json`: a test fails when the figures drift. After a wanted change:
 *
 *     node benchmarks/quality/rating-models.ts
 */
import { writeFileSync } from "node:fs";
import { measurePresetChoice } from "./preset-recommender/preset-choice.ts";
import { TASTE_SCENARIOS } from "./preset-recommender/preset-tastes.ts";
import { HOUR_SCENARIOS, measureHourRanking } from "./productivity-analyzer/hour-ranking.ts";
import { shareNamed, TREND_SCENARIOS } from "./productivity-analyzer/trend-alarms.ts";

export const RESULTS_FILE = new URL("./results/rating-models.json", import.meta.url);

/** Figures by "model/scenario/size/figure". */
export function measureRatingModels(): Map<string, number> {
  const figures = new Map<string, number>();
  for (const scenario of TASTE_SCENARIOS) {
    for (const { ratings, regret, ...rest } of measurePresetChoice(scenario, 120)) {
      const place = `preset-recommender/${scenario.id}/${ratings}`;
      figures.set(`${place}/regret`, regret.recommender);
      figures.set(`${place}/regretOfWeightedMeans`, regret.weightedMeans);
      for (const [name, value] of Object.entries(rest)) figures.set(`${place}/${name}`, value);
    }
  }
  for (const scenario of HOUR_SCENARIOS) {
    for (const { weeks, ...rest } of measureHourRanking(scenario, 60)) {
      const place = `productivity-analyzer/${scenario.id}/${weeks}`;
      for (const [name, value] of Object.entries(rest)) figures.set(`${place}/${name}`, value);
    }
  }
  for (const scenario of TREND_SCENARIOS) {
    for (const change of [0, -12]) {
      const named = shareNamed(scenario, change, 300);
      figures.set(`productivity-analyzer/${scenario.id}/${change}/trendNamed`, named);
    }
  }
  return figures;
}

if (import.meta.main) {
  const rounded = [...measureRatingModels()].map(([key, value]) => [
    key,
    Math.round(value * 1e4) / 1e4,
  ]);
  writeFileSync(RESULTS_FILE, `${JSON.stringify(Object.fromEntries(rounded), null, 2)}\n`);
}
