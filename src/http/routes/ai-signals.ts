import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import {
  AnomalyAnalysis,
  LoadAnalysis,
  QualityAnalysis,
  QualityAnalysisInput,
  QualityAnalysisQuery,
  ScheduleAnalysis,
  ScheduleAnalysisQuery,
} from "../../schemas/ai-signals.ts";
import { addNoStore } from "../hooks/no-store.ts";
import { type AiAnswerOptions, callerOf, NO_MODEL_NUMBERS, withoutBody } from "./ai-caller.ts";

const tags = ["Texts"];

/** Texts about load, anomalies, quality and schedule. */
export const aiSignalRoutes: FastifyPluginAsyncTypebox<AiAnswerOptions> = async (app, options) => {
  const { aiService } = options;
  addNoStore(app);

  app.get(
    "/api/ai/analyze-burnout",
    {
      schema: {
        operationId: "explainLoad",
        tags,
        summary: "How heavy are the last days, in words?",
        description: `A signal about load and recovery; it says nothing about anybody's health. ${NO_MODEL_NUMBERS}`,
        response: { 200: LoadAnalysis },
      },
    },
    async (request, reply) => aiService.analyzeBurnout(callerOf(request, reply, options)),
  );

  app.get(
    "/api/ai/analyze-anomalies",
    {
      schema: {
        operationId: "explainAnomalies",
        tags,
        summary: "What is out of the ordinary, in words?",
        description: NO_MODEL_NUMBERS,
        response: { 200: AnomalyAnalysis },
      },
    },
    async (request, reply) => aiService.analyzeAnomalies(callerOf(request, reply, options)),
  );

  app.get(
    "/api/ai/analyze-quality",
    {
      schema: {
        operationId: "explainQuality",
        tags,
        summary: "How well will the next session go, in words?",
        description: NO_MODEL_NUMBERS,
        querystring: QualityAnalysisQuery,
        response: { 200: QualityAnalysis },
      },
    },
    async (request, reply) =>
      aiService.analyzeQuality(callerOf(request, reply, options), request.query),
  );

  app.post(
    "/api/ai/analyze-quality",
    {
      schema: {
        operationId: "explainQualityOf",
        tags,
        summary: "The same, asked in a body or, as before, in the query",
        description: NO_MODEL_NUMBERS,
        querystring: QualityAnalysisQuery,
        body: QualityAnalysisInput,
        response: { 200: QualityAnalysis },
      },
      preValidation: withoutBody,
    },
    async (request, reply) =>
      aiService.analyzeQuality(callerOf(request, reply, options), {
        ...request.query,
        ...request.body,
      }),
  );

  app.get(
    "/api/ai/optimal-schedule-ai",
    {
      schema: {
        operationId: "explainSchedule",
        tags,
        summary: "When to work on a day, in words?",
        description: NO_MODEL_NUMBERS,
        querystring: ScheduleAnalysisQuery,
        response: { 200: ScheduleAnalysis },
      },
    },
    async (request, reply) =>
      aiService.optimalSchedule(callerOf(request, reply, options), request.query),
  );
};
