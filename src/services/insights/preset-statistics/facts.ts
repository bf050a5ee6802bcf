import { presetStatistics } from "../../../models/preset-recommender/preset-statistics.ts";
import type { ProfileView } from "../../../profiles/profile-service.ts";

/** Ratings of each preset; a preset without ratings has no mean. */
export type PresetFacts = ReturnType<typeof presetFacts>;

export function presetFacts({ profile, asked }: ProfileView) {
  return presetStatistics(profile["preset-recommender"], asked.day);
}
