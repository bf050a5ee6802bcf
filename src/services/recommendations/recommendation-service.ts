import type { Locale } from "../../messages/locale.ts";
import type { ProfileService, ProfileView } from "../../profiles/profile-service.ts";
import type { Recommendation, RecommendationQuery } from "../../schemas/recommendations.ts";
import { presentAnswers } from "../answers/per-profile.ts";
import { then } from "../answers/then.ts";
import { recommendationFacts } from "./facts.ts";
import { presentDraw, presentRecommendation } from "./present.ts";
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
    const facts = recommendationFacts(view, query);
    const answered = presentRecommendation(facts, locale);
    // Without a session there is nothing of the person's to learn more about.
    if (onDraw === undefined || !facts.hasSessions) return answered;
    const draw = drawPreset(facts.prediction.value, userId, view, query);
    onDraw(draw);
    return presentDraw(answered, draw, locale);
  }
}
