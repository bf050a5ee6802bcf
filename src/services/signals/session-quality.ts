import type { Locale } from "../../messages/locale.ts";
import type { AskedMoment } from "../../models/model.ts";
import {
  type QualityForecast,
  qualityPredictor,
} from "../../models/quality-predictor/quality-predictor.ts";
import type { QualityQuery } from "../../models/quality-predictor/quality-query.ts";
import type { WellnessAnswer } from "../../models/quality-predictor/wellness.ts";
import type { ProfileView } from "../../profiles/profile-service.ts";
import { CZECH_WEEKDAYS_ASCII } from "../../schemas/czech-weekdays.ts";
import type { QualityAnswer } from "../../schemas/predict-quality.ts";
import { isoWeekday, MINUTES_PER_DAY } from "../../time/calendar.ts";
import type { DayCut } from "../../time/local-day.ts";
import { answerTime } from "../answers/answer-time.ts";
import { dataBasis, round } from "../answers/data-basis.ts";
import { presetName } from "../answers/preset-name.ts";
import type { QualityQuestion } from "./quality-question.ts";
import { adviceText, factorText } from "./quality-texts.ts";

const SHAPE_VERSION = "1.1";
const MODEL = `${qualityPredictor.name}@${qualityPredictor.version}`;

/** How well a session in the given situation is likely to go. */
export function sessionQualityOf(
  view: ProfileView,
  question: QualityQuestion,
  checkin: WellnessAnswer | null,
  { locale, cut }: { readonly locale: Locale; readonly cut: DayCut },
): QualityAnswer {
  const prediction = qualityPredictor.predict(
    view.profile["quality-predictor"],
    qualityQueryOf(view, question, checkin, cut),
  );
  const { value } = prediction;
  const hasWellness = value.context.wellness !== null;
  const source = question.wellness === null ? "checkin" : "request";
  return {
    predicted_productivity: round(value.predictedProductivity, 1),
    interval: {
      lower: round(value.interval80.lower, 1),
      upper: round(value.interval80.upper, 1),
      probability: 0.8,
    },
    baseline: round(value.baseline, 2),
    completion_probability: round(value.completionProbability, 3),
    skill_vs_mean: value.skillVsMean === null ? null : round(value.skillVsMean, 3),
    rated_share: value.ratedShare === null ? null : round(value.ratedShare, 3),
    confidence: round(prediction.confidence, 2),
    context: {
      ...contextOf(value, locale),
      has_wellness_data: hasWellness,
      wellness_source: hasWellness ? source : null,
    },
    factor_scores: factorScores(value),
    factors: notableFactors(value, locale),
    recommendation: adviceText(value, locale),
    metadata: {
      model_version: SHAPE_VERSION,
      model: MODEL,
      total_sessions_analyzed: prediction.basis.sessions,
      wellness_integrated: hasWellness,
      ...answerTime(view, cut),
    },
    data: dataBasis(prediction),
  };
}

/** What the model is asked; the stored check-in of today stands in for one that the request does not have. */
export function qualityQueryOf(
  view: ProfileView,
  question: QualityQuestion,
  checkin: WellnessAnswer | null,
  cut: DayCut,
): QualityQuery {
  const isToday = question.weekday === null || question.weekday === isoWeekday(view.asked.day);
  return {
    ...question,
    asked: momentOfStart(view, question, cut),
    wellness: question.wellness ?? (isToday ? checkin : null),
  };
}

/** A session that is to begin later today will have had a longer rest before it than one begun now. */
function momentOfStart(view: ProfileView, question: QualityQuestion, cut: DayCut): AskedMoment {
  const { asked } = view;
  if (question.hour === null || question.hour === asked.wallHour) return asked;
  const minute = ((question.hour - cut.dayStartHour + 24) * 60) % MINUTES_PER_DAY;
  return { ...asked, minute: Math.max(asked.minute, minute) };
}

function contextOf({ context }: QualityForecast, locale: Locale) {
  const { minutesSinceLast } = context;
  return {
    hour: context.hour,
    day_of_week: context.weekday - 1,
    day_name: CZECH_WEEKDAYS_ASCII[context.weekday - 1] ?? CZECH_WEEKDAYS_ASCII[0],
    preset: context.preset,
    preset_name: presetName(context.preset, locale),
    category: context.category,
    sessions_today: context.sessionsToday,
    minutes_since_last: minutesSinceLast === null ? null : Math.round(minutesSinceLast),
  };
}

function notableFactors({ factors }: QualityForecast, locale: Locale): QualityAnswer["factors"] {
  return factors.map((factor) => ({
    type: factor.type,
    factor: factor.code,
    ...factorText(factor, locale),
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
