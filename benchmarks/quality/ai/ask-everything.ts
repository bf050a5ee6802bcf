import type { AiService } from "../../../src/services/ai/ai-service.ts";
import type { AiCaller } from "../../../src/services/ai/answering.ts";
import { formatDay, parseDay } from "../../../src/time/calendar.ts";

const SUGGESTION = { topic: "Indexes", category: "Database" };

/** All that a person may have worded, once. @returns the sentences of two briefings in a row */
export async function askEverything(
  ai: AiService,
  caller: AiCaller,
  today: string,
): Promise<readonly [yesterday: readonly string[], today: readonly string[]]> {
  const before = await ai.morningBriefing(caller, formatDay((parseDay(today) ?? 1) - 1));
  const now = await ai.morningBriefing(caller, undefined);
  await ai.eveningReview(caller);
  await ai.integratedInsight(caller);
  await ai.analyzeBurnout(caller);
  await ai.analyzeAnomalies(caller);
  await ai.analyzeQuality(caller, {});
  await ai.optimalSchedule(caller, {});
  await ai.dailyChallenge(caller, {});
  await ai.weeklyQuests(caller, {});
  await ai.motivation(caller, {});
  await ai.nextSession(caller, {});
  await ai.expandSuggestion(caller, { suggestion: SUGGESTION, question_type: "connection" });
  await ai.learningRecommendations(caller);
  await ai.learningV2(caller);
  return [before.insights, now.insights];
}
