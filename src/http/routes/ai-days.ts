import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import {
  BriefingBody,
  BriefingQuery,
  EveningReview,
  IntegratedInsight,
  MorningBriefing,
} from "../../schemas/ai-day.ts";
import { addNoStore } from "../hooks/no-store.ts";
import {
  type AiAnswerOptions,
  answerOrStream,
  NO_MODEL_NUMBERS,
  STREAMS,
  withoutBody,
} from "./ai-caller.ts";

const tags = ["Texts"];

/** Texts about a day: before it, after it, and the most important insight. */
export const aiDayRoutes: FastifyPluginAsyncTypebox<AiAnswerOptions> = async (app, options) => {
  const { aiService } = options;
  addNoStore(app);

  app.get(
    "/api/ai/morning-briefing",
    {
      schema: {
        operationId: "briefMorning",
        tags,
        summary: "What will the day be like, and how do I begin?",
        description: `${NO_MODEL_NUMBERS} ${STREAMS}`,
        querystring: BriefingQuery,
        response: { 200: MorningBriefing },
      },
    },
    (request, reply) =>
      answerOrStream(request, reply, options, "morning_briefing", (caller) =>
        aiService.morningBriefing(caller, request.query.date),
      ),
  );

  app.post(
    "/api/ai/morning-briefing",
    {
      schema: {
        operationId: "briefMorningOf",
        tags,
        summary: "The briefing of a date",
        description: `\`insights\` has it in sentences. ${NO_MODEL_NUMBERS} ${STREAMS}`,
        body: BriefingBody,
        response: { 200: MorningBriefing },
      },
      preValidation: withoutBody,
    },
    (request, reply) =>
      answerOrStream(request, reply, options, "morning_briefing", (caller) =>
        aiService.morningBriefing(caller, request.body.date),
      ),
  );

  app.get(
    "/api/ai/evening-review",
    {
      schema: {
        operationId: "reviewEvening",
        tags,
        summary: "How did the day go?",
        description: `Beside what was expected of it in the morning. ${NO_MODEL_NUMBERS} ${STREAMS}`,
        response: { 200: EveningReview },
      },
    },
    (request, reply) =>
      answerOrStream(request, reply, options, "evening_review", aiService.eveningReview),
  );

  app.get(
    "/api/ai/integrated-insight",
    {
      schema: {
        operationId: "readInsight",
        tags,
        summary: "What matters most at the moment?",
        description: `Out of load, anomalies, schedule and trend; wellbeing comes first. ${NO_MODEL_NUMBERS} ${STREAMS}`,
        response: { 200: IntegratedInsight },
      },
    },
    (request, reply) =>
      answerOrStream(request, reply, options, "integrated_insight", aiService.integratedInsight),
  );
};
