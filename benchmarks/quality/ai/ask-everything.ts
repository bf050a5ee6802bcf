import type { AiService } from "../../../src/services/ai/ai-service.ts";
import type { Asking } from "../../../src/services/ai/answering.ts";
import { formatDay, parseDay } from "../../../src/time/calendar.ts";

const SUGGESTION = { topic: "Indexes", category: "Database" };

/** All that a person may have worded, once. @returns the sentences of two briefings in a row */
export async function askEverything(
  ai: AiService,
  asking: Asking,
  today: string,
): Promise<readonly [yesterday: readonly string[], today: readonly string[]]> {
  const before = await ai.morningBriefing(asking, formatDay((parseDay(today) ?? 1) - 1));
  const now = await ai.morningBriefing(asking, undefined);
  await ai.eveningReview(asking);
  await ai.integratedInsight(asking);
  await ai.analyzeBurnout(asking);
  await ai.analyzeAnomalies(asking);
  await ai.analyzeQuality(asking, {});
  await ai.optimalSchedule(asking, {});
  await ai.dailyChallenge(asking, {});
  await ai.weeklyQuests(asking, {});
  await ai.motivation(asking, {});
  await ai.nextSession(asking, {});
  await ai.expandSuggestion(asking, { suggestion: SUGGESTION, question_type: "connection" });
  await ai.learningRecommendations(asking);
  await ai.learningV2(asking);
  return [before.insights, now.insights];
}
