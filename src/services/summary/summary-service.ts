import type { Locale } from "../../messages/locale.ts";
import type { ProfileService, ProfileView } from "../../profiles/profile-service.ts";
import type { Summary } from "../../schemas/summary.ts";
import { awaitedAnswers } from "../answers/awaited-answers.ts";
import { then } from "../answers/then.ts";
import type { RecommendationService } from "../recommendations/recommendation-service.ts";
import { summaryFacts } from "./facts.ts";
import { presentSummary } from "./present.ts";

export interface SummaryService {
  /** The main figures of five routes in one answer. */
  summary(userId: string, locale: Locale): Summary | Promise<Summary>;
}

export interface SummaryServiceParts {
  readonly profiles: ProfileService;
  readonly recommendations: RecommendationService;
}

export function createSummaryService(parts: SummaryServiceParts): SummaryService {
  // Each part holds for a minute: then there is less left of the day.
  const summaries = awaitedAnswers<Summary>();

  async function gather(view: ProfileView, locale: Locale): Promise<Summary> {
    // Through its service: exploration may draw another preset, and records it.
    const recommendation = await parts.recommendations.recommend(view.userId, {}, locale);
    return presentSummary(summaryFacts(view), recommendation, locale);
  }

  return {
    summary: (userId, locale) =>
      then(parts.profiles.now(userId), (view) =>
        summaries(view, `${Math.floor(view.asked.minute)} ${locale}`, () => gather(view, locale)),
      ),
  };
}
