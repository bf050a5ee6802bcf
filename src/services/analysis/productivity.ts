import type { Prediction } from "../../models/model.ts";
import {
  type ProductivityAnalysis,
  productivityAnalyzer,
} from "../../models/productivity-analyzer/productivity-analyzer.ts";
import type { ProfileView } from "../../profiles/profile-service.ts";
import { oncePerProfile } from "../answers/per-profile.ts";

/** The analysis of a view's profile, worked out for each call. */
export function wholeProductivityOf({
  profile,
  asked,
}: ProfileView): Prediction<ProductivityAnalysis> {
  return productivityAnalyzer.predict(profile["productivity-analyzer"], { asked });
}

/**
 * The same without its heatmap, once per profile: all but the expectation for the present hour follows from that. The
 * heatmap is four fifths of an analysis, as much as half a profile, and whoever needs it remembers what they made of it.
 */
export const productivityOf = oncePerProfile(
  (view): Prediction<Omit<ProductivityAnalysis, "heatmap">> => {
    const analysis = wholeProductivityOf(view);
    const { heatmap: _, ...value } = analysis.value;
    return { ...analysis, value };
  },
);
