import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import {
  ChallengeQuery,
  DailyChallenge,
  Motivation,
  MotivationQuery,
  QuestQuery,
  WeeklyQuests,
} from "../../schemas/ai-suggestions.ts";
import { addNoStore } from "../hooks/no-store.ts";
import { type AiAnswerOptions, callerOf, NO_MODEL } from "./ai-caller.ts";

const tags = ["Texts"];

/** Challenges and encouragement. */
export const aiChallengeRoutes: FastifyPluginAsyncTypebox<AiAnswerOptions> = async (
  app,
  options,
) => {
  const { aiService } = options;
  addNoStore(app);

  app.get(
    "/api/ai/daily-challenge",
    {
      schema: {
        operationId: "challengeDay",
        tags,
        summary: "One thing to reach today",
        description: `The same all day long. ${NO_MODEL}`,
        querystring: ChallengeQuery,
        response: { 200: DailyChallenge },
      },
    },
    async (request, reply) =>
      aiService.dailyChallenge(callerOf(request, reply, options), request.query),
  );

  app.get(
    "/api/ai/weekly-quest",
    {
      schema: {
        operationId: "questWeek",
        tags,
        summary: "Three things to reach this week",
        description: `The same all week long. ${NO_MODEL}`,
        querystring: QuestQuery,
        response: { 200: WeeklyQuests },
      },
    },
    async (request, reply) =>
      aiService.weeklyQuests(callerOf(request, reply, options), request.query),
  );

  app.get(
    "/api/ai/motivation",
    {
      schema: {
        operationId: "motivate",
        tags,
        summary: "A sentence to go on with",
        description: NO_MODEL,
        querystring: MotivationQuery,
        response: { 200: Motivation },
      },
    },
    async (request, reply) =>
      aiService.motivation(callerOf(request, reply, options), request.query),
  );
};
