import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { BurnoutRisk } from "../../schemas/burnout-risk.ts";
import { AnomalyReportBody } from "../../schemas/detect-anomalies.ts";
import { OptimalSchedule, ScheduleQuery } from "../../schemas/optimal-schedule.ts";
import { QualityAnswer, QualityBody, QualityQueryString } from "../../schemas/predict-quality.ts";
import type { SignalService } from "../../services/signals/signal-service.ts";
import { optionalBody } from "../hooks/optional-body.ts";

export interface SignalOptions {
  readonly signalService: SignalService;
}

export const signalRoutes: FastifyPluginAsyncTypebox<SignalOptions> = async (
  app,
  { signalService },
) => {
  app.get(
    "/api/burnout-risk",
    {
      config: {
        predictionType: "burnout",
        cache: { ttlMs: 3_600_000, staleMs: 600_000, bucket: "day", shared: true },
      },
      schema: {
        operationId: "judgeLoad",
        tags: ["Analysis"],
        summary: "How heavy are the last days?",
        description:
          "Minutes, hours, weekends, days off and ratings of the last week against this person's own weeks before. " +
          "It says nothing about anybody's health.",
        response: { 200: BurnoutRisk },
      },
    },
    async ({ userId, locale }) => signalService.burnoutRisk(userId, locale),
  );

  app.get(
    "/api/optimal-schedule",
    {
      config: {
        predictionType: "schedule",
        cache: { ttlMs: 300_000, staleMs: 60_000, bucket: "quarter", shared: true },
      },
      schema: {
        operationId: "planDay",
        tags: ["Predictions"],
        summary: "When to work on a day?",
        description:
          "The hours of a day as this person's ratings and completions speak of them, and the best plan that is " +
          "feasible: within working hours, around busy times, and not in the past.",
        querystring: ScheduleQuery,
        response: { 200: OptimalSchedule },
      },
    },
    async ({ userId, query, locale }) => signalService.optimalSchedule(userId, query, locale),
  );

  app.get(
    "/api/detect-anomalies",
    {
      config: {
        predictionType: "anomalies",
        cache: { ttlMs: 3_600_000, staleMs: 600_000, bucket: "hour", shared: true },
      },
      schema: {
        operationId: "detectAnomalies",
        tags: ["Analysis"],
        summary: "What differs from the usual in the last days?",
        description:
          "Seven types, each judged against days before the tested ones and reported only when luck alone would " +
          "rarely do the same.",
        response: { 200: AnomalyReportBody },
      },
    },
    async ({ userId, locale }) => signalService.anomalies(userId, locale),
  );

  const quality = {
    tags: ["Predictions"],
    summary: "How well is a session likely to go?",
    description:
      "The expected rating of a session begun now, or in a situation of your choice, with what moves it up and down. " +
      "What is left open is read from today's sessions and today's check-in.",
    querystring: QualityQueryString,
    response: { 200: QualityAnswer },
  };

  app.get(
    "/api/predict-quality",
    {
      config: {
        predictionType: "quality",
        cache: { ttlMs: 300_000, staleMs: 60_000, bucket: "minute", shared: true },
      },
      schema: { operationId: "predictQuality", ...quality },
    },
    async ({ userId, query, locale }) => signalService.sessionQuality(userId, { query }, locale),
  );

  app.post(
    "/api/predict-quality",
    {
      config: { scope: "read", predictionType: "quality" },
      schema: { operationId: "predictQualityOf", ...quality, body: QualityBody },
      preValidation: optionalBody,
    },
    async ({ userId, query, body, locale }) =>
      signalService.sessionQuality(userId, { query, body }, locale),
  );
};
