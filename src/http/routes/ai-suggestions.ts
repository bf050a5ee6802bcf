import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { validationError } from "../../errors.ts";
import {
  ChallengeQuery,
  DailyChallenge,
  ExpandInput,
  Expansion,
  ExpansionRefused,
  LearningInput,
  LearningRecommendations,
  LearningV2,
  Motivation,
  MotivationQuery,
  NextSession,
  NextSessionQuery,
  QuestQuery,
  Topics,
  TopicsInput,
  WeeklyQuests,
} from "../../schemas/ai-suggestions.ts";
import { readExpandQuestion } from "../../services/ai/capabilities/expand-suggestion.ts";
import { addNoStore } from "../hooks/no-store.ts";
import { PROBLEM_TYPE, problemDocument } from "../hooks/problem.ts";
import {
  type AiAnswerOptions,
  answerOrStream,
  askingOf,
  STREAMS,
  withoutBody,
} from "./ai-answers.ts";

const tags = ["Texts"];
const NO_MODEL = "Without a language model, templates word the answer.";

/** Challenges, suggestions and what to learn, in words. */
export const aiSuggestionRoutes: FastifyPluginAsyncTypebox<AiAnswerOptions> = async (
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
      aiService.dailyChallenge(askingOf(request, reply, options), request.query),
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
      aiService.weeklyQuests(askingOf(request, reply, options), request.query),
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
      aiService.motivation(askingOf(request, reply, options), request.query),
  );

  app.get(
    "/api/ai/next-session-suggestion",
    {
      schema: {
        operationId: "suggestNextSession",
        tags,
        summary: "What to do in the next session?",
        description: NO_MODEL,
        querystring: NextSessionQuery,
        response: { 200: NextSession },
      },
    },
    async (request, reply) =>
      aiService.nextSession(askingOf(request, reply, options), request.query),
  );

  app.post(
    "/api/ai/expand-suggestion",
    {
      schema: {
        operationId: "expandSuggestion",
        tags,
        summary: "More about a suggestion",
        description: `${NO_MODEL} ${STREAMS}`,
        body: ExpandInput,
        response: { 200: Expansion, 400: ExpansionRefused },
      },
      preValidation: withoutBody,
    },
    async (request, reply) => {
      if (readExpandQuestion(request.body) !== undefined) {
        return answerOrStream(request, reply, options, "expand_suggestion", (asking) =>
          aiService.expandSuggestion(asking, request.body),
        );
      }
      const error = validationError([{ field: "suggestion.topic", code: "required" }]);
      const problem = JSON.parse(problemDocument(error, request.context));
      return reply
        .code(400)
        .type(PROBLEM_TYPE)
        .send({ ...problem, answer: "", confidence: 0 });
    },
  );

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
      aiService.extractTopics(askingOf(request, reply, options), request.body),
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
    async (request, reply) => aiService.learningRecommendations(askingOf(request, reply, options)),
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
    async (request, reply) => aiService.learningV2(askingOf(request, reply, options)),
  );
};
