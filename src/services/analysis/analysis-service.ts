import type { ProfileReader } from "../../profiles/profile-service.ts";
import type { Analysis } from "../../schemas/analysis.ts";
import { memoizePerProfile } from "../answers/memoize-per-profile.ts";
import { analysisFacts } from "./facts.ts";
import { presentAnalysis } from "./present.ts";

export interface AnalysisService {
  /** When, and on what, this person's sessions have the best ratings. */
  analysis(userId: string): Promise<Analysis>;
}

export function createAnalysisService(profiles: ProfileReader): AnalysisService {
  const analysisOf = memoizePerProfile((view) => presentAnalysis(analysisFacts(view)));
  return { analysis: async (userId) => analysisOf(await profiles.now(userId)) };
}
