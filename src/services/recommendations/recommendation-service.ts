import type { Locale } from "../../messages/locale.ts";
import type { ProfileReader, ProfileView } from "../../profiles/profile-service.ts";
import type { Recommendation, RecommendationQuery } from "../../schemas/recommendations.ts";
import { memoizePerProfile } from "../answers/memoize-per-profile.ts";
import { recommendationFacts } from "./facts.ts";
import { presentDraw, presentRecommendation } from "./present.ts";
import { drawPreset, type PresetDraw } from "./preset-draw.ts";

export interface RecommendationService {
  /** Recommends a preset for now, or for another hour or weekday. */
  recommend(userId: string, query: RecommendationQuery, locale: Locale): Promise<Recommendation>;
}

/**
 * @param onDraw enables exploration and is called with every draw before the answer. Without a record of the
 *   probabilities, exploration cannot be evaluated later.
 */
export function createRecommendationService(
  profiles: ProfileReader,
  onDraw?: (draw: PresetDraw) => void,
): RecommendationService {
  const recommendationOf = memoizePerProfile(
    answer,
    (view, { category = null, current_hour = null, current_day = null }, locale) =>
      JSON.stringify([locale, Math.floor(view.wallMinute), category, current_hour, current_day]),
  );
  return {
    recommend: async (userId, query, locale) =>
      recommendationOf(await profiles.now(userId), query, locale),
  };

  function answer(view: ProfileView, query: RecommendationQuery, locale: Locale): Recommendation {
    const facts = recommendationFacts(view, query);
    const answered = presentRecommendation(facts, locale);
    // Without a session there is nothing to learn by exploring.
    if (onDraw === undefined || !facts.hasSessions) return answered;
    const draw = drawPreset(facts.prediction.value, view.userId, view, query);
    onDraw(draw);
    return presentDraw(answered, draw, facts, locale);
  }
}
