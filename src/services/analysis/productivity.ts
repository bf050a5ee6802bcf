import type { Prediction } from "../../models/model.ts";
import {
  analyseWithoutHeatmap,
  type ProductivityAnalysis,
  productivityAnalyzer,
} from "../../models/productivity-analyzer/productivity-analyzer.ts";
import type { ProfileView } from "../../profiles/profile-service.ts";
import { memoizePerProfile } from "../answers/memoize-per-profile.ts";

/** Analysis of a view's profile, computed on each call. */
export function wholeProductivityOf({
  profile,
  asked,
}: ProfileView): Prediction<ProductivityAnalysis> {
  return productivityAnalyzer.predict(profile["productivity-analyzer"], { asked });
}

/**
 * The analysis without its heat map, once per profile; only the expectation for the present hour is added later. The
 * heat map is four fifths of an analysis, or half the size of a profile, so its presented form is cached instead.
 */
export const productivityOf = memoizePerProfile(
  ({ profile, asked }: ProfileView): Prediction<Omit<ProductivityAnalysis, "heatmap">> =>
    analyseWithoutHeatmap(profile["productivity-analyzer"], { asked }),
);
