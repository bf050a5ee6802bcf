import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import type { FastifyRequest } from "fastify";
import {
  BriefingBody,
  BriefingQuery,
  EveningReview,
  IntegratedInsight,
  MorningBriefing,
} from "../../schemas/ai-day.ts";
import {
  AnomalyAnalysis,
  LoadAnalysis,
  QualityAnalysis,
  QualityAnalysisInput,
  QualityAnalysisQuery,
  ScheduleAnalysis,
  ScheduleAnalysisQuery,
} from "../../schemas/ai-signals.ts";
import type { AiService, Asking } from "../../services/ai/ai-service.ts";

export interface AiAnswerOptions {
  readonly aiService: AiService;
}

const tags = ["Texts"];
const NO_MODEL =
  "Numbers are those of the other routes; without a language model, templates word the answer.";

/** Who asks, for the services that word answers. */
export function askingOf({ userId, locale }: FastifyRequest): Asking {
  return { userId, locale };
}

/** The simplest call has no body at all. */
export async function withoutBody(request: FastifyRequest): Promise<void> {
  request.body ??= {};
}

/** Days, load, anomalies, quality and schedule in words. */
export const aiAnswerRoutes: FastifyPluginAsyncTypebox<AiAnswerOptions> = async (
  app,
  { aiService },
) => {
  app.addHook("onRequest", async (_request, reply) => {
    reply.header("cache-control", "no-store");
  });

  app.get(
    "/api/ai/morning-briefing",
    {
      schema: {
        operationId: "briefMorning",
        tags,
        summary: "What will the day be like, and how do I begin?",
        description: NO_MODEL,
        querystring: BriefingQuery,
        response: { 200: MorningBriefing },
      },
    },
    async (request) => aiService.morningBriefing(askingOf(request), request.query.date),
  );

  app.post(
    "/api/ai/morning-briefing",
    {
      schema: {
        operationId: "briefMorningOf",
        tags,
        summary: "The briefing of a date",
        description: `\`insights\` has it in sentences. ${NO_MODEL}`,
        body: BriefingBody,
        response: { 200: MorningBriefing },
      },
      preValidation: withoutBody,
    },
    async (request) => aiService.morningBriefing(askingOf(request), request.body.date),
  );

  app.get(
    "/api/ai/evening-review",
    {
      schema: {
        operationId: "reviewEvening",
        tags,
        summary: "How did the day go?",
        description: `Beside what was expected of it in the morning. ${NO_MODEL}`,
        response: { 200: EveningReview },
      },
    },
    async (request) => aiService.eveningReview(askingOf(request)),
  );

  app.get(
    "/api/ai/integrated-insight",
    {
      schema: {
        operationId: "readInsight",
        tags,
        summary: "What matters most at the moment?",
        description: `Out of load, anomalies, schedule and trend; wellbeing comes first. ${NO_MODEL}`,
        response: { 200: IntegratedInsight },
      },
    },
    async (request) => aiService.integratedInsight(askingOf(request)),
  );

  app.get(
    "/api/ai/analyze-burnout",
    {
      schema: {
        operationId: "explainLoad",
        tags,
        summary: "How heavy are the last days, in words?",
        description: `A signal about load and recovery; it says nothing about anybody's health. ${NO_MODEL}`,
        response: { 200: LoadAnalysis },
      },
    },
    async (request) => aiService.analyzeBurnout(askingOf(request)),
  );

  app.get(
    "/api/ai/analyze-anomalies",
    {
      schema: {
        operationId: "explainAnomalies",
        tags,
        summary: "What is out of the ordinary, in words?",
        description: NO_MODEL,
        response: { 200: AnomalyAnalysis },
      },
    },
    async (request) => aiService.analyzeAnomalies(askingOf(request)),
  );

  app.get(
    "/api/ai/analyze-quality",
    {
      schema: {
        operationId: "explainQuality",
        tags,
        summary: "How well will the next session go, in words?",
        description: NO_MODEL,
        querystring: QualityAnalysisQuery,
        response: { 200: QualityAnalysis },
      },
    },
    async (request) => aiService.analyzeQuality(askingOf(request), request.query),
  );

  app.post(
    "/api/ai/analyze-quality",
    {
      schema: {
        operationId: "explainQualityOf",
        tags,
        summary: "The same, asked in a body",
        description: NO_MODEL,
        body: QualityAnalysisInput,
        response: { 200: QualityAnalysis },
      },
      preValidation: withoutBody,
    },
    async (request) => aiService.analyzeQuality(askingOf(request), request.body),
  );

  app.get(
    "/api/ai/optimal-schedule-ai",
    {
      schema: {
        operationId: "explainSchedule",
        tags,
        summary: "When to work on a day, in words?",
        description: NO_MODEL,
        querystring: ScheduleAnalysisQuery,
        response: { 200: ScheduleAnalysis },
      },
    },
    async (request) => aiService.optimalSchedule(askingOf(request), request.query),
  );
};
