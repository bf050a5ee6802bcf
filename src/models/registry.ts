import { anomalyDetector } from "./anomaly-detector/anomaly-detector.ts";
import { burnoutPredictor } from "./burnout-predictor/burnout-predictor.ts";
import { diversityDetector } from "./diversity-detector/diversity-detector.ts";
import { focusOptimizer } from "./focus-optimizer/focus-optimizer.ts";
import { historyAggregates } from "./history-aggregates/history-aggregates.ts";
import { presetRecommender } from "./preset-recommender/preset-recommender.ts";
import { productivityAnalyzer } from "./productivity-analyzer/productivity-analyzer.ts";
import { qualityPredictor } from "./quality-predictor/quality-predictor.ts";
import { sessionPredictor } from "./session-predictor/session-predictor.ts";
import { themeProductivity } from "./theme-productivity/theme-productivity.ts";
import { weeklyInsights } from "./weekly-insights/weekly-insights.ts";

/**
 * Every model that learns from sessions, by name. To add one: a line here, its size limit below, its empty state in
 * `profile.ts`, its queries in `tests/suites/model-questions.ts`, and a page under `docs/models`.
 */
export const MODELS = {
  "session-predictor": sessionPredictor,
  "preset-recommender": presetRecommender,
  "productivity-analyzer": productivityAnalyzer,
  "quality-predictor": qualityPredictor,
  "focus-optimizer": focusOptimizer,
  "burnout-predictor": burnoutPredictor,
  "anomaly-detector": anomalyDetector,
  "diversity-detector": diversityDetector,
  "theme-productivity": themeProductivity,
  "weekly-insights": weeklyInsights,
  "history-aggregates": historyAggregates,
} as const;

export type ModelName = keyof typeof MODELS;

/**
 * Maximum size of a state as JSON, in bytes, for any input; the model suite tries to exceed it with hostile sessions.
 * Most of each limit is room for long category names in six-byte escapes, and for twelve presets. Real states are far
 * smaller.
 */
export const MAX_STATE_BYTES: Readonly<Record<ModelName, number>> = {
  "session-predictor": 24_000,
  "preset-recommender": 48_000,
  "productivity-analyzer": 36_000,
  "quality-predictor": 20_000,
  "focus-optimizer": 12_000,
  "burnout-predictor": 3_072,
  "anomaly-detector": 9_500,
  "diversity-detector": 24_000,
  "theme-productivity": 24_000,
  "weekly-insights": 36_000,
  "history-aggregates": 8_000,
};

/** Other files in this folder, with the reason why each is not a model. */
export const NOT_MODELS: Readonly<Record<string, string>> = {
  "learn.ts": "the pure form of learning, for tests and tools",
  "model.ts": "the contract",
  "profile.ts": "one person's states of all models",
  "registry.ts": "this list",
};
