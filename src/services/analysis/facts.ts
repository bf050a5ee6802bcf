import type { Prediction } from "../../models/model.ts";
import type { ProductivityAnalysis } from "../../models/productivity-analyzer/productivity-analyzer.ts";
import type { ProfileView } from "../../profiles/profile-service.ts";
import { wholeProductivityOf } from "./productivity.ts";

/** When, and on what, sessions have the best ratings. */
export interface AnalysisFacts {
  readonly prediction: Prediction<ProductivityAnalysis>;
}

export function analysisFacts(view: ProfileView): AnalysisFacts {
  return { prediction: wholeProductivityOf(view) };
}
