import type { PresetStatisticsBody } from "../../../schemas/insights.ts";
import { round } from "../../answers/data-basis.ts";
import { memoizePerProfile } from "../../answers/memoize-per-profile.ts";
import { type PresetFacts, presetFacts } from "./facts.ts";

/** Ratings of each preset that has any. */
export const presetStatisticsOf = memoizePerProfile(
  (view): PresetStatisticsBody => presentPresetStatistics(presetFacts(view)),
);

export function presentPresetStatistics(facts: PresetFacts): PresetStatisticsBody {
  const entries = facts.flatMap(
    ({ preset, mean, ratings, bestHour, bestCategory, sessions, completed }) =>
      mean === null
        ? []
        : [
            [
              preset,
              {
                avg_rating: round(mean, 2),
                session_count: ratings,
                best_hour: bestHour,
                best_category: bestCategory,
                sessions,
                completed_sessions: completed,
              },
            ] as const,
          ],
  );
  // Preset names are user-defined. `fromEntries` defines each property, so `__proto__` is an ordinary name.
  return Object.fromEntries(entries);
}
