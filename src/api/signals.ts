import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { OptimalSchedule, ScheduleQuery } from "../schemas/optimal-schedule.ts";
import { QualityAnswer, QualityBody, QualityQueryString } from "../schemas/predict-quality.ts";
import type { SignalService } from "../services/signal-service.ts";

export interface SignalOptions {
  readonly signalService: SignalService;
}

export const signalRoutes: FastifyPluginAsyncTypebox<SignalOptions> = async (
  app,
  { signalService },
) => {
  app.get(
    "/api/optimal-schedule",
    {
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
    { schema: { operationId: "predictQuality", ...quality } },
    async ({ userId, query, locale }) => signalService.sessionQuality(userId, { query }, locale),
  );

  app.post(
    "/api/predict-quality",
    {
      schema: { operationId: "predictQualityOf", ...quality, body: QualityBody },
      // A request without a body asks about now; a body of `null` is a mistake and stays one.
      preValidation: (request, _reply, done) => {
        if (request.body === undefined) request.body = {};
        done();
      },
    },
    async ({ userId, query, body, locale }) =>
      signalService.sessionQuality(userId, { query, body }, locale),
  );
};
