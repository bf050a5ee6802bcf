import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import {
  LearningInput,
  LearningRecommendations,
  LearningV2,
  Topics,
  TopicsInput,
} from "../../schemas/ai-suggestions.ts";
import { addNoStore } from "../hooks/no-store.ts";
import { type AiAnswerOptions, callerOf, NO_MODEL, withoutBody } from "./ai-caller.ts";

const tags = ["Texts"];

/** Topics of tasks, and suggestions what to learn next. */
export const aiLearningRoutes: FastifyPluginAsyncTypebox<AiAnswerOptions> = async (
  app,
  options,
) => {
  const { aiService } = options;
  addNoStore(app);

  app.post(
    "/api/ai/extract-topics",
    {
      schema: {
        operationId: "extractTopics",
        tags,
        summary: "Which topics do tasks name?",
        description: "From a dictionary; no language model is involved.",
        body: TopicsInput,
        response: { 200: Topics },
      },
      preValidation: withoutBody,
    },
    async (request, reply) =>
      aiService.extractTopics(callerOf(request, reply, options), request.body),
  );

  app.post(
    "/api/ai/learning-recommendations",
    {
      schema: {
        operationId: "recommendLearning",
        tags,
        summary: "What to learn next?",
        description: `From the person's own categories and tasks; nothing of the body is needed. ${NO_MODEL}`,
        body: LearningInput,
        response: { 200: LearningRecommendations },
      },
      preValidation: withoutBody,
    },
    async (request, reply) => aiService.learningRecommendations(callerOf(request, reply, options)),
  );

  app.get(
    "/api/ai/learning-v2",
    {
      schema: {
        operationId: "recommendLearningV2",
        tags,
        summary: "The same in the shape of the later route",
        description: `Nothing is said about a job market: no data of one exist. ${NO_MODEL}`,
        response: { 200: LearningV2 },
      },
    },
    async (request, reply) => aiService.learningV2(callerOf(request, reply, options)),
  );
};
