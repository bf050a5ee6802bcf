import type { Prediction } from "../../models/model.ts";
import {
  analyseWithoutHeatmap,
  type ProductivityAnalysis,
  productivityAnalyzer,
} from "../../models/productivity-analyzer/productivity-analyzer.ts";
import type { ProfileView } from "../../profiles/profile-service.ts";
import { memoizePerProfile } from "../answers/memoize-per-profile.ts";

/** The analysis of a view's profile, worked out for each call. */
export function wholeProductivityOf({
  profile,
  asked,
}: ProfileView): Prediction<ProductivityAnalysis> {
  return productivityAnalyzer.predict(profile["productivity-analyzer"], { asked });
}

/**
 * The same without its heatmap, once per profile: all but the expectation for the present hour follows from that. The
 * heatmap is four fifths of an analysis, as much as half a profile, so what is made of it is remembered instead.
 */
export const productivityOf = memoizePerProfile(
  ({ profile, asked }: ProfileView): Prediction<Omit<ProductivityAnalysis, "heatmap">> =>
    analyseWithoutHeatmap(profile["productivity-analyzer"], { asked }),
);
