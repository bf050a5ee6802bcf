import { createHash } from "node:crypto";
import { explorePreset } from "../../models/preset-recommender/exploration.ts";
import type { PresetRecommendation } from "../../models/preset-recommender/preset-recommender.ts";
import type { ProfileView } from "../../profiles/profile-service.ts";
import type { RecommendationQuery } from "../../schemas/recommendations.ts";

/** A preset drawn by exploration, with everything needed for later evaluation. */
export interface PresetDraw {
  readonly userId: string;
  readonly preset: string;
  /** Probability, 0–1, with which it was drawn. */
  readonly propensity: number;
  /** The preset that would have been recommended without exploration. */
  readonly leader: string;
  /** Probability of each preset to be the best, from which the draw was made. */
  readonly probabilities: Readonly<Record<string, number>>;
}

/**
 * Draws a preset with its probability of being the best. The draw is a deterministic function of the person, the day,
 * the hour, the query and the number of sessions. A repetition, or another replica, therefore gives the same preset
 * until the hour or the data change.
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

/** A pseudo-random number in [0, 1) that is determined by the parts. */
function uniformOf(parts: readonly (string | number | null)[]): number {
  const digest = createHash("sha256").update(JSON.stringify(parts)).digest();
  return digest.readUIntBE(0, 6) / 2 ** 48;
}
