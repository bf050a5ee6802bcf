import type { OwnPresets } from "../../domain/preset.ts";
import type { Prediction } from "../../models/model.ts";
import {
  type PresetRecommendation,
  presetRecommender,
} from "../../models/preset-recommender/preset-recommender.ts";
import type { ProfileView } from "../../profiles/profile-service.ts";
import type { RecommendationQuery } from "../../schemas/recommendations.ts";
import { type EpochDay, type IsoWeekday, isoWeekday } from "../../time/calendar.ts";
import { type Pause, pauseOf } from "../answers/pause.ts";

/** The preset recommended for a moment, and its data basis. */
export interface RecommendationFacts {
  readonly prediction: Prediction<PresetRecommendation>;
  /** Wall-clock hour that the answer is about. */
  readonly hour: number;
  /** Minute of that hour. */
  readonly minute: number;
  /** Whether any session was learned; otherwise nothing is known of the person. */
  readonly hasSessions: boolean;
  readonly pause: Pause | null;
  /** The day of the query. */
  readonly today: EpochDay;
  readonly presets: OwnPresets;
}

/** @param query hour 0–23 and weekday (0 = Monday), instead of the present ones */
export function recommendationFacts(
  view: ProfileView,
  query: RecommendationQuery,
): RecommendationFacts {
  const hour = query.current_hour ?? view.asked.wallHour;
  const asked = { ...view.asked, wallHour: hour };
  const prediction = presetRecommender.predict(view.profile["preset-recommender"], {
    asked,
    isoWeekday: query.current_day === undefined ? isoWeekday(asked.day) : toIso(query.current_day),
    category: query.category ?? null,
  });
  const minute = query.current_hour === undefined ? Math.floor(view.wallMinute % 60) : 0;
  const [hasSessions, pause, today] = [view.sessions > 0, pauseOf(view), view.asked.day];
  return { prediction, hour, minute, hasSessions, pause, today, presets: view.presets };
}

/** Converts a weekday from the wire format (0 = Monday) to ISO (1 = Monday). */
function toIso(mondayIsZero: number): IsoWeekday {
  // 1970-01-05 was a Monday: epoch day 4.
  return isoWeekday(4 + mondayIsZero);
}
