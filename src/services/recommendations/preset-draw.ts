import { createHash } from "node:crypto";
import { explorePreset } from "../../models/preset-recommender/exploration.ts";
import type { PresetRecommendation } from "../../models/preset-recommender/preset-recommender.ts";
import type { ProfileView } from "../../profiles/profile-service.ts";
import type { RecommendationQuery } from "../../schemas/recommendations.ts";

/** A preset that exploration has drawn, with all that is needed to judge such draws afterwards. */
export interface PresetDraw {
  readonly userId: string;
  readonly preset: string;
  /** Probability, 0–1, with which it was drawn. */
  readonly propensity: number;
  /** The one that would have been recommended without exploring. */
  readonly leader: string;
  /** Of each preset being the best: with these chances the draw was made. */
  readonly probabilities: Readonly<Record<string, number>>;
}

/**
 * Draws a preset with its probability of being the best. The draw follows from the person, the day, the hour, what was
 * asked and how many sessions there are: asking again, or another replica, gives the same preset until the hour or
 * the data change.
 */
export function drawPreset(
  value: PresetRecommendation,
  userId: string,
  view: ProfileView,
  query: RecommendationQuery,
): PresetDraw {
  const { current_hour: hour = view.asked.wallHour, current_day = null, category = null } = query;
  const uniform = uniformOf([userId, view.asked.day, hour, current_day, category, view.sessions]);
  const { preset, propensity } = explorePreset(value.probabilities, uniform);
  return { userId, preset, propensity, leader: value.preset, probabilities: value.probabilities };
}

/** A number in [0, 1) that is as good as drawn by chance, and the same for the same parts. */
function uniformOf(parts: readonly (string | number | null)[]): number {
  const digest = createHash("sha256").update(JSON.stringify(parts)).digest();
  return digest.readUIntBE(0, 6) / 2 ** 48;
}
