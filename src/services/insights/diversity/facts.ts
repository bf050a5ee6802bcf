import {
  type DiversityReport,
  diversityDetector,
} from "../../../models/diversity-detector/diversity-detector.ts";
import type { Prediction } from "../../../models/model.ts";
import type { ProfileView } from "../../../profiles/profile-service.ts";
import type { EpochDay } from "../../../time/calendar.ts";

/** Variety of the last days. */
export interface DiversityFacts {
  readonly prediction: Prediction<DiversityReport>;
  /** Categories known to the caller; when empty, only those of the sessions are known. */
  readonly knownCategories: readonly string[];
  readonly detectorCategories: readonly string[];
  /** First day of the window. */
  readonly cutoff: EpochDay;
  /** Oldest first. */
  readonly recent: readonly { readonly day: EpochDay; readonly category: string }[];
  readonly sessions: number;
}

export function diversityFacts(view: ProfileView, categories: readonly string[]): DiversityFacts {
  const { asked } = view;
  const state = view.profile["diversity-detector"];
  const prediction = diversityDetector.predict(state, { asked, categories });
  return {
    prediction,
    knownCategories: categories,
    detectorCategories: categories.length > 0 ? categories : state.categories,
    cutoff: asked.day - prediction.value.windowDays,
    recent: state.recentDays.map((day, index) => ({
      day,
      category: state.recentCategories[index] ?? "",
    })),
    sessions: state.sessions,
  };
}
