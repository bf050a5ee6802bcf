import type { TextCapability } from "../../domain/text-capability.ts";
import { validationError } from "../../errors.ts";
import type { Clock } from "../../ports.ts";
import type { AiPreview, PreviewQuery } from "../../schemas/ai-operations.ts";
import { type AiService, type AiServiceParts, createAiService } from "./ai-service.ts";
import type { Asking } from "./answering.ts";
import { type Destination, destinationOf, nothingLeaves, previewOf } from "./preview.ts";
import { templateWriter } from "./template-writer.ts";
import type { TextRequest } from "./text-request.ts";
import type { TextWriting } from "./writing/text-writing.ts";

/** Shows what a question would send to a provider; sends nothing. */
export interface PreviewService {
  /** @throws ServiceError validation_failed for input that the capability's own route rejects */
  preview(asking: Asking, capability: TextCapability, query: PreviewQuery): Promise<AiPreview>;
  /** The same for every capability, so that nothing has to be worked out for it. */
  destination(): Destination;
}

type Ask = (ai: AiService, asking: Asking, query: PreviewQuery) => Promise<unknown>;

const ASK: Readonly<Record<TextCapability, Ask>> = {
  daily_challenge: (ai, asking, query) => ai.dailyChallenge(asking, query),
  weekly_quest: (ai, asking, query) => ai.weeklyQuests(asking, query),
  motivation: (ai, asking, query) => ai.motivation(asking, query),
  learning_recommendations: (ai, asking) => ai.learningRecommendations(asking),
  next_session: (ai, asking, query) => ai.nextSession(asking, query),
  async expand_suggestion(ai, asking, { topic, category, question_type }) {
    const suggestion = { topic, category };
    const answer = await ai.expandSuggestion(asking, {
      suggestion,
      ...(question_type !== undefined && { question_type }),
    });
    if (answer === undefined) throw validationError([{ field: "topic", code: "required" }]);
  },
  extract_topics: async () => {},
  morning_briefing: (ai, asking, { date }) => ai.morningBriefing(asking, date),
  evening_review: (ai, asking) => ai.eveningReview(asking),
  integrated_insight: (ai, asking) => ai.integratedInsight(asking),
  analyze_burnout: (ai, asking) => ai.analyzeBurnout(asking),
  analyze_anomalies: (ai, asking) => ai.analyzeAnomalies(asking),
  analyze_quality: (ai, asking, query) => ai.analyzeQuality(asking, query),
  optimal_schedule: (ai, asking, query) => ai.optimalSchedule(asking, query),
  learning_v2: (ai, asking) => ai.learningV2(asking),
};

export interface PreviewServiceParts extends Omit<AiServiceParts, "writer"> {
  readonly writing: Pick<TextWriting, "gates" | "notePolicy" | "prices">;
  readonly clock: Clock;
}

export function createPreviewService({ writing, ...parts }: PreviewServiceParts): PreviewService {
  const templates = templateWriter(parts.clock);
  return {
    destination: () => destinationOf(writing),

    async preview(asking, capability, query) {
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
      await ASK[capability](ai, asking, query);
      const [request] = requests;
      return request === undefined
        ? nothingLeaves(capability, asking.locale, writing)
        : previewOf(request, writing);
    },
  };
}
