import { type OwnPresets, presetName } from "../../../domain/preset.ts";
import type { Locale } from "../../../messages/locale.ts";
import {
  type QualityForecast,
  qualityPredictor,
} from "../../../models/quality-predictor/quality-predictor.ts";
import { CZECH_WEEKDAYS_ASCII } from "../../../schemas/czech-weekdays.ts";
import type { QualityAnswer } from "../../../schemas/predict-quality.ts";
import { answerTime } from "../../answers/answer-time.ts";
import { confidenceOf, dataBasis, round } from "../../answers/data-basis.ts";
import { pauseText } from "../../answers/pause-text.ts";
import { nameOfWeekday } from "../../answers/weekday-name.ts";
import type { Wording } from "../../answers/wording.ts";
import type { QualityFacts } from "./facts.ts";
import { adviceText, factorText } from "./texts.ts";

const SHAPE_VERSION = "1.1";
const MODEL = `${qualityPredictor.name}@${qualityPredictor.version}`;

/** Expected quality of a session in the given situation. */
export function presentQuality(
  { prediction, wellnessSource, pause }: QualityFacts,
  { view, locale }: Wording,
): QualityAnswer {
  const { value } = prediction;
  const hasWellness = wellnessSource !== null;
  const isKnown = pause === null && prediction.basis.sessions > 0;
  return {
    predicted_productivity: round(value.predictedProductivity, 1),
    interval: isKnown
      ? {
          lower: round(value.interval80.lower, 1),
          upper: round(value.interval80.upper, 1),
          probability: 0.8,
        }
      : null,
    baseline: round(value.baseline, 2),
    completion_probability: isKnown ? shownShare(value.completionProbability) : null,
    skill_vs_mean: value.skillVsMean === null ? null : round(value.skillVsMean, 3),
    rated_share: value.ratedShare === null ? null : round(value.ratedShare, 3),
    confidence: confidenceOf(prediction, pause),
    context: {
      ...contextOf(value, view.presets),
      has_wellness_data: hasWellness,
      wellness_source: wellnessSource,
    },
    factor_scores: factorScores(value),
    factors: notableFactors(value, view.presets, locale),
    recommendation: adviceText(value, view.presets, locale),
    metadata: {
      model_version: SHAPE_VERSION,
      model: MODEL,
      total_sessions_analyzed: prediction.basis.sessions,
      wellness_integrated: hasWellness,
      ...answerTime(view),
    },
    ...(pause === null ? {} : { message: pauseText(pause, view.asked.day, locale) }),
    data: dataBasis(prediction, pause),
  };
}

/** Clamps a completion probability, which is never certain before the session. */
function shownShare(share: number): number {
  return Math.min(0.999, round(share, 3));
}

function contextOf({ context }: QualityForecast, presets: OwnPresets) {
  const { minutesSinceLast } = context;
  return {
    hour: context.hour,
    day_of_week: context.weekday - 1,
    day_name: CZECH_WEEKDAYS_ASCII[context.weekday - 1] ?? CZECH_WEEKDAYS_ASCII[0],
    weekday: nameOfWeekday(context.weekday),
    preset: context.preset,
    preset_name: presetName(context.preset, presets),
    category: context.category,
    sessions_today: context.sessionsToday,
    minutes_since_last: minutesSinceLast === null ? null : Math.round(minutesSinceLast),
  };
}

function notableFactors(
  { factors }: QualityForecast,
  presets: OwnPresets,
  locale: Locale,
): QualityAnswer["factors"] {
  return factors.map((factor) => ({
    type: factor.type,
    factor: factor.code,
    ...factorText(factor, presets, locale),
    impact: factor.impact,
  }));
}

function factorScores(value: QualityForecast): QualityAnswer["factor_scores"] {
  const factor = (name: keyof QualityForecast["factorScores"]) => {
    const { score, confidence, weight } = value.factorScores[name];
    return {
      score: round(score, 1),
      confidence: round(confidence, 2),
      weight,
      contribution: round(value.contributions[name], 2),
    };
  };
  return {
    hour: factor("hour"),
    day: factor("day"),
    preset: factor("preset"),
    category: factor("category"),
    fatigue: factor("fatigue"),
    recovery: factor("recovery"),
    wellness: factor("wellness"),
  };
}
