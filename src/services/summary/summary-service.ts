import type { Locale } from "../../messages/locale.ts";
import type { ProfileService } from "../../profiles/profile-service.ts";
import type { Summary } from "../../schemas/summary.ts";
import { memoizePerProfile } from "../answers/memoize-per-profile.ts";
import type { RecommendationService } from "../recommendations/recommendation-service.ts";
import { summaryFacts } from "./facts.ts";
import { presentSummary } from "./present.ts";

export interface SummaryService {
  /** The main figures of five routes in one answer. */
  summary(userId: string, locale: Locale): Promise<Summary>;
}

export interface SummaryServiceParts {
  readonly profiles: ProfileService;
  readonly recommendations: RecommendationService;
}

export function createSummaryService(parts: SummaryServiceParts): SummaryService {
  const summaryOf = memoizePerProfile(
    async (view, locale: Locale) => {
      // Called through its service, because exploration may draw another preset and records the draw.
      const recommendation = await parts.recommendations.recommend(view.userId, {}, locale);
      return presentSummary(summaryFacts(view), recommendation, locale);
    },
    // Each part is valid for one minute, because it depends on the time left in the day.
    (view, locale) => `${Math.floor(view.asked.minute)} ${locale}`,
  );

  return {
    summary: async (userId, locale) => summaryOf(await parts.profiles.now(userId), locale),
  };
}
