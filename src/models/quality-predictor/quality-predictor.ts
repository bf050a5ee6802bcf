import { at } from "../../stats/at.ts";
import { normalCdf } from "../../stats/normal-distribution.ts";
import type { Basis, Explanation, Model, Prediction } from "../model.ts";
import { adviseOn, type NotableFactor, notableFactors, type QualityAdvice } from "./advice.ts";
import { advanceQuality } from "./aging.ts";
import { completionProbability } from "./completion.ts";
import { type FactorScore, scoreFactors } from "./factor-scores.ts";
import { learnQuality } from "./learn-quality.ts";
import { OTHER_PRESET } from "./preset-group.ts";
import {
  type QualityContext,
  type QualityQuery,
  resolveContext,
  situationOf,
} from "./quality-query.ts";
import {
  FACTORS,
  type FactorName,
  forecastRating,
  type RatingForecast,
  type Unknown,
} from "./rating-forecast.ts";
import { emptyQualityState, type QualityState } from "./state.ts";

/** Forecast of a session's rating and completion. */
export interface QualityForecast {
  /** Expected rating, 0–100. */
  readonly predictedProductivity: number;
  /** Contains the rating with probability 0.8. */
  readonly interval80: { readonly lower: number; readonly upper: number };
  /** Expected rating of the person's typical session today; contributions are relative to it. */
  readonly baseline: number;
  readonly contributions: Readonly<Record<FactorName, number>>;
  readonly factorScores: Readonly<Record<FactorName, FactorScore>>;
  readonly factors: readonly NotableFactor[];
  readonly recommendation: QualityAdvice;
  /** Probability that the session will be completed. */
  readonly completionProbability: number;
  /**
   * Reduction in squared error relative to the person's mean as the forecast, measured out of sample on past sessions;
   * null until there are enough. At or below 0 the predictor is no better than the mean.
   */
  readonly skillVsMean: number | null;
  /** Share of sessions that were rated. People choose what they rate, often good sessions. */
  readonly ratedShare: number | null;
  readonly context: QualityContext;
}

/** Ratings needed before a prediction counts as the person's own. */
const MIN_RATINGS = 5;
/** Compared forecasts needed before the skill is reported. */
const MIN_ERRORS = 20;
const METHOD = "shrunken-ridge";

/**
 * Predicts a session's rating: a ridge regression of the person's ratings on clock, weekday, preset, category, place in
 * the day, rest, wellness and today's form, shrunk towards population priors. It is blended with the person's mean by
 * its past accuracy. See docs/models/quality-predictor.md.
 */
export const qualityPredictor: Model<QualityState, QualityQuery, QualityForecast> = {
  name: "quality-predictor",
  version: 3,
  empty: emptyQualityState,
  advance: advanceQuality,
  learnInto: learnQuality,

  predict(state, query) {
    const context = resolveContext(state, query);
    const forecast = forecastFor(state, context);
    const value = describe(state, context, forecast);
    const basis: Basis = {
      sessions: state.sessions,
      days: state.sessions === 0 ? 0 : Math.max(0, query.asked.day - state.firstDay),
      method: METHOD,
    };
    const confidence = confidenceOf(state, forecast);
    return state.rated >= MIN_RATINGS
      ? { status: "ready", value, confidence, basis }
      : insufficient(state, value, confidence, basis);
  },

  explain(state, query): Explanation {
    const context = resolveContext(state, query);
    const forecast = forecastFor(state, context);
    const scores = scoreFactors(state, context);
    return {
      baseline: forecast.baseline,
      total: forecast.mean,
      factors: FACTORS.map((name) => ({
        code: `quality.${name}`,
        contribution: forecast.contributions[name],
        parameters: { ...scores[name] },
      })),
    };
  },
};

function insufficient(
  state: QualityState,
  value: QualityForecast,
  confidence: number,
  basis: Basis,
): Prediction<QualityForecast> {
  return {
    status: "insufficient_data",
    value,
    confidence,
    basis,
    have: state.rated,
    need: MIN_RATINGS,
  };
}

function forecastFor(state: QualityState, context: QualityContext): RatingForecast {
  const situation = situationOf(state, context);
  const unknown: Unknown = {
    preset: situation.preset === OTHER_PRESET && !usesOtherPresets(state),
    category: situation.category === null,
    recovery: context.minutesSinceLast === null && context.sessionsToday > 0,
    wellness: context.wellness === null,
  };
  return forecastRating(state, situation, unknown);
}

/** Whether sessions with unlisted presets were learned. */
function usesOtherPresets(state: QualityState): boolean {
  return at(state.presetOutcomes, 2 * OTHER_PRESET) > 0;
}

function describe(
  state: QualityState,
  context: QualityContext,
  forecast: RatingForecast,
): QualityForecast {
  const factorScores = scoreFactors(state, context);
  const { errors } = state;
  return {
    predictedProductivity: forecast.mean,
    interval80: {
      lower: Math.max(0, forecast.mean - errors.lower * forecast.spread),
      upper: Math.min(100, forecast.mean + errors.upper * forecast.spread),
    },
    baseline: forecast.baseline,
    contributions: forecast.contributions,
    factorScores,
    factors: notableFactors(factorScores, forecast, context),
    recommendation: adviseOn(state, factorScores, forecast.mean, context),
    completionProbability: completionProbability(state, context),
    skillVsMean:
      errors.count < MIN_ERRORS || errors.level === 0 ? null : 1 - errors.blended / errors.level,
    ratedShare: state.sessions === 0 ? null : state.rated / state.sessions,
    context,
  };
}

/** Probability that the rating is within 10 points of the prediction, corrected by the observed frequency. */
function confidenceOf(state: QualityState, forecast: RatingForecast): number {
  const { errors } = state;
  const expected = 2 * normalCdf(10 / forecast.spread) - 1;
  const corrected = expected + errors.within / (errors.count + 20);
  return Math.max(0.01, Math.min(0.99, corrected));
}
