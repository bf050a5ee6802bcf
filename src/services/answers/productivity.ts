import type { Prediction } from "../../models/model.ts";
import {
  type ProductivityAnalysis,
  productivityAnalyzer,
} from "../../models/productivity-analyzer/productivity-analyzer.ts";
import type { Profile } from "../../models/profile.ts";
import type { ProfileView } from "../profile-service.ts";

const analyses = new WeakMap<Profile, Prediction<ProductivityAnalysis>>();

/**
 * The analysis of a view's profile. A profile belongs to one data version and one day, and all but the expectation
 * for the present hour follows from these, so it is worked out once for each.
 */
export function productivityOf(view: ProfileView): Prediction<ProductivityAnalysis> {
  const known = analyses.get(view.profile);
  if (known !== undefined) return known;
  const { asked } = view;
  const analysis = productivityAnalyzer.predict(view.profile["productivity-analyzer"], { asked });
  analyses.set(view.profile, analysis);
  return analysis;
}
