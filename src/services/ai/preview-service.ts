import type { TextCapability } from "../../domain/text-capability.ts";
import { validationError } from "../../errors.ts";
import type { Clock } from "../../ports.ts";
import type { AiPreview, PreviewQuery } from "../../schemas/ai-operations.ts";
import { type AiService, type AiServiceParts, createAiService } from "./ai-service.ts";
import type { AiCaller } from "./answering.ts";
import { type Destination, destinationOf, nothingLeaves, previewOf } from "./preview.ts";
import { templateWriter } from "./template-writer.ts";
import type { TextRequest } from "./text-request.ts";
import type { TextWriting } from "./writing/text-writing.ts";

/** Shows what a question would send to a provider; sends nothing. */
export interface PreviewService {
  /** @throws ServiceError validation_failed for input that the capability's own route rejects */
  preview(caller: AiCaller, capability: TextCapability, query: PreviewQuery): Promise<AiPreview>;
  /** The same for every capability, so that nothing has to be worked out for it. */
  destination(): Destination;
}

type Ask = (ai: AiService, caller: AiCaller, query: PreviewQuery) => Promise<unknown>;

const ASK: Readonly<Record<TextCapability, Ask>> = {
  daily_challenge: (ai, caller, query) => ai.dailyChallenge(caller, query),
  weekly_quest: (ai, caller, query) => ai.weeklyQuests(caller, query),
  motivation: (ai, caller, query) => ai.motivation(caller, query),
  learning_recommendations: (ai, caller) => ai.learningRecommendations(caller),
  next_session: (ai, caller, query) => ai.nextSession(caller, query),
  async expand_suggestion(ai, caller, { topic, category, question_type }) {
    const suggestion = { topic, category };
    const answer = await ai.expandSuggestion(caller, {
      suggestion,
      ...(question_type !== undefined && { question_type }),
    });
    if (answer === undefined) throw validationError([{ field: "topic", code: "required" }]);
  },
  extract_topics: async () => {},
  morning_briefing: (ai, caller, { date }) => ai.morningBriefing(caller, date),
  evening_review: (ai, caller) => ai.eveningReview(caller),
  integrated_insight: (ai, caller) => ai.integratedInsight(caller),
  analyze_burnout: (ai, caller) => ai.analyzeBurnout(caller),
  analyze_anomalies: (ai, caller) => ai.analyzeAnomalies(caller),
  analyze_quality: (ai, caller, query) => ai.analyzeQuality(caller, query),
  optimal_schedule: (ai, caller, query) => ai.optimalSchedule(caller, query),
  learning_v2: (ai, caller) => ai.learningV2(caller),
};

export interface PreviewServiceParts extends Omit<AiServiceParts, "writer"> {
  readonly writing: Pick<TextWriting, "gates" | "notePolicy" | "prices">;
  readonly clock: Clock;
}

export function createPreviewService({ writing, ...parts }: PreviewServiceParts): PreviewService {
  const templates = templateWriter(parts.clock);
  return {
    destination: () => destinationOf(writing),

    async preview(caller, capability, query) {
      const requests: TextRequest[] = [];
      const ai = createAiService({
        ...parts,
        writer: {
          write(request) {
            requests.push(request);
            return templates.write(request);
          },
        },
      });
      await ASK[capability](ai, caller, query);
      const [request] = requests;
      return request === undefined
        ? nothingLeaves(capability, caller.locale, writing)
        : previewOf(request, writing);
    },
  };
}
