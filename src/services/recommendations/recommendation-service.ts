import { PRESETS } from "../../domain/session.ts";
import { type Locale, translate } from "../../messages/translate.ts";
import type { Prediction } from "../../models/model.ts";
import type { PresetRecommendation } from "../../models/preset-recommender/preset-recommender.ts";
import { presetRecommender } from "../../models/preset-recommender/preset-recommender.ts";
import type { ProfileService, ProfileView } from "../../profiles/profile-service.ts";
import type { Recommendation, RecommendationQuery } from "../../schemas/recommendations.ts";
import { type IsoWeekday, isoWeekday } from "../../time/calendar.ts";
import { dataBasis, round } from "../answers/data-basis.ts";
import { presentAnswers } from "../answers/per-profile.ts";
import { then } from "../answers/then.ts";
import { drawPreset, type PresetDraw } from "./preset-draw.ts";

export interface RecommendationService {
  /** Which preset now, or at another hour or weekday. */
  recommend(
    userId: string,
    query: RecommendationQuery,
    locale: Locale,
  ): Recommendation | Promise<Recommendation>;
}

/**
 * @param onDraw turns exploration on, and is told of every draw before it is answered: without a record of the
 *   chances that presets had, nobody can judge afterwards what exploring was worth
 */
export function createRecommendationService(
  profiles: ProfileService,
  onDraw?: (draw: PresetDraw) => void,
): RecommendationService {
  const answers = presentAnswers<Recommendation>();
  return {
    recommend: (userId, query, locale) =>
      then(profiles.now(userId), (view) => {
        const { category = null, current_hour = null, current_day = null } = query;
        const minute = Math.floor(view.wallMinute);
        const key = JSON.stringify([locale, minute, category, current_hour, current_day]);
        return answers(view, key, () => answer(view, userId, query, locale));
      }),
  };

  function answer(
    view: ProfileView,
    userId: string,
    query: RecommendationQuery,
    locale: Locale,
  ): Recommendation {
    const prediction = predictionFor(view, query);
    const answered = present(view, prediction, query, locale);
    // Without a session there is nothing of the person's to learn more about.
    if (onDraw === undefined || view.sessions === 0) return answered;
    const draw = drawPreset(prediction.value, userId, view, query);
    onDraw(draw);
    return explored(answered, draw, locale);
  }
}

function predictionFor(
  view: ProfileView,
  query: RecommendationQuery,
): Prediction<PresetRecommendation> {
  const asked = { ...view.asked, wallHour: query.current_hour ?? view.asked.wallHour };
  return presetRecommender.predict(view.profile["preset-recommender"], {
    asked,
    isoWeekday: query.current_day === undefined ? isoWeekday(asked.day) : toIso(query.current_day),
    category: query.category ?? null,
  });
}

function present(
  view: ProfileView,
  prediction: Prediction<PresetRecommendation>,
  query: RecommendationQuery,
  locale: Locale,
): Recommendation {
  const { value } = prediction;
  const hour = query.current_hour ?? view.asked.wallHour;
  const minute = query.current_hour === undefined ? Math.floor(view.wallMinute % 60) : 0;
  return {
    current_time: `${twoDigits(hour)}:${twoDigits(minute)}`,
    recommended_preset: value.preset,
    preset: value.preset,
    reason: translate(locale, value.reason.code, presetNames(value.reason.parameters, locale)),
    alternative: value.alternative,
    confidence: round(prediction.confidence, 2),
    clear_winner: value.clearWinner,
    ...(view.sessions === 0
      ? {}
      : { all_scores: perPreset((preset) => round(value.scores[preset], 2)) }),
    probability_best: perPreset((preset) => round(value.probabilities[preset], 3)),
    data: dataBasis(prediction),
  };
}

/** The answer with the preset that was drawn; the one expected to be best is the alternative then. */
function explored(
  answered: Recommendation,
  { preset, leader, propensity }: PresetDraw,
  locale: Locale,
): Recommendation {
  const drawn = { ...answered, propensity: round(propensity, 3) };
  if (preset === leader) return drawn;
  const parameters = { preset, alternative: leader, percent: Math.round(100 * propensity) };
  return {
    ...drawn,
    recommended_preset: preset,
    preset,
    reason: translate(locale, "recommendation.reason.explored", presetNames(parameters, locale)),
    alternative: leader,
    confidence: round(propensity, 2),
    clear_winner: false,
  };
}

function perPreset(value: (preset: (typeof PRESETS)[number]) => number) {
  return {
    deep_work: value("deep_work"),
    learning: value("learning"),
    quick_tasks: value("quick_tasks"),
    flow_mode: value("flow_mode"),
  };
}

/** 0 = Monday on the wire, 1 = Monday inside. */
function toIso(mondayIsZero: number): IsoWeekday {
  // 1970-01-05 was a Monday: epoch day 4.
  return isoWeekday(4 + mondayIsZero);
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}

/** A reason names presets by their ids; people read their names. */
function presetNames(
  parameters: Readonly<Record<string, string | number>>,
  locale: Locale,
): Record<string, string | number> {
  const named: Record<string, string | number> = {};
  for (const [key, value] of Object.entries(parameters)) {
    const preset = PRESETS.find(
      (id) => id === value && (key === "preset" || key === "alternative"),
    );
    named[key] = preset === undefined ? value : translate(locale, `preset.${preset}`);
  }
  return named;
}
