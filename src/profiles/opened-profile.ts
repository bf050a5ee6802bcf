import type { Profile } from "../models/profile.ts";
import type { ModelName } from "../models/registry.ts";

/** A profile whose states are created at their first access. */
export function openedProfile(
  open: <Name extends ModelName>(name: Name) => Profile[Name],
): Profile {
  return {
    get "session-predictor"() {
      return open("session-predictor");
    },
    get "preset-recommender"() {
      return open("preset-recommender");
    },
    get "productivity-analyzer"() {
      return open("productivity-analyzer");
    },
    get "quality-predictor"() {
      return open("quality-predictor");
    },
    get "focus-optimizer"() {
      return open("focus-optimizer");
    },
    get "burnout-predictor"() {
      return open("burnout-predictor");
    },
    get "anomaly-detector"() {
      return open("anomaly-detector");
    },
    get "diversity-detector"() {
      return open("diversity-detector");
    },
    get "theme-productivity"() {
      return open("theme-productivity");
    },
    get "weekly-insights"() {
      return open("weekly-insights");
    },
    get "history-aggregates"() {
      return open("history-aggregates");
    },
  };
}
