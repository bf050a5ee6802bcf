import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { createAiService } from "../../../../src/services/ai/ai-service.ts";
import { checkText } from "../../../../src/services/ai/checking/check-text.ts";
import { templateWriter } from "../../../../src/services/ai/template-writer.ts";
import type { TextRequest } from "../../../../src/services/ai/text-request.ts";
import { SYSTEM_PROMPT } from "../../../../src/services/ai/writing/system-prompt.ts";
import { openTestApp } from "../../../support/app.ts";
import { HISTORIES, storeSessions } from "../../../support/stored-histories.ts";

/** All requests to word an answer that the capabilities make of a history. */
async function requestsOf(history: string, locale: "en" | "cs"): Promise<TextRequest[]> {
  const service = await openTestApp();
  try {
    const { dependencies, clock } = service;
    await storeSessions(dependencies, HISTORIES[history]?.(clock.now()) ?? []);
    const requests: TextRequest[] = [];
    const templates = templateWriter(clock);
    const ai = createAiService({
      profiles: dependencies.profileService,
      categories: dependencies.categoryService,
      wellness: { find: async () => undefined },
      sessions: dependencies.sessions,
      achievements: dependencies.achievementService,
      signals: dependencies.signalService,
      writer: {
        write(request, options) {
          requests.push(request);
          return templates.write(request, options);
        },
      },
    });
    const caller = { userId: "default", locale };
    for (const date of [undefined, "2026-03-01", "2026-02-13", "2025-12-24", "2025-07-01"]) {
      await ai.morningBriefing(caller, date);
    }
    await ai.eveningReview(caller);
    await ai.integratedInsight(caller);
    await ai.analyzeBurnout(caller);
    await ai.analyzeAnomalies(caller);
    for (const preset of ["deep_work", "learning", "quick_tasks", "flow_mode"]) {
      await ai.analyzeQuality(caller, { preset, category: "Learning" });
    }
    for (const day of ["today", "monday", "sobota"]) await ai.optimalSchedule(caller, { day });
    await ai.dailyChallenge(caller, {});
    await ai.weeklyQuests(caller, {});
    await ai.motivation(caller, {});
    await ai.nextSession(caller, {});
    for (const question_type of ["resources", "steps", "time_estimate", "connection"]) {
      const suggestion = { topic: "Indexes", category: "Learning" };
      await ai.expandSuggestion(caller, { suggestion, question_type });
    }
    await ai.learningRecommendations(caller);
    await ai.learningV2(caller);
    return requests;
  } finally {
    await service.close();
  }
}

for (const locale of ["en", "cs"] as const) {
  for (const history of Object.keys(HISTORIES)) {
    describe(`the templates of ${history} in ${locale}`, async () => {
      test("pass their own check", async () => {
        for (const request of await requestsOf(history, locale)) {
          for (const { key, template, maxLength } of request.members) {
            if (process.env.READ_ALOUD)
              console.log(`${locale} ${request.capability}.${key}: ${template}`);
            const violations = checkText(request, key, template, SYSTEM_PROMPT[locale]);
            assert.deepEqual(violations, [], `${request.capability}.${key}: ${template}`);
            assert.ok(template.length <= maxLength);
          }
        }
      });
    });
  }
}
