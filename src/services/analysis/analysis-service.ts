import type { ProfileService } from "../../profiles/profile-service.ts";
import type { Analysis } from "../../schemas/analysis.ts";
import { oncePerProfile } from "../answers/per-profile.ts";
import { then } from "../answers/then.ts";
import { analysisFacts } from "./facts.ts";
import { presentAnalysis } from "./present.ts";

export interface AnalysisService {
  /** When, and on what, this person's sessions are rated best. */
  analysis(userId: string): Analysis | Promise<Analysis>;
}

export function createAnalysisService(profiles: ProfileService): AnalysisService {
  const answers = oncePerProfile((view) => presentAnalysis(analysisFacts(view)));
  return { analysis: (userId) => then(profiles.now(userId), answers) };
}
