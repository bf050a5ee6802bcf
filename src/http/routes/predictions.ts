import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import {
  TodayPrediction,
  TodayQuery,
  WeekPrediction,
  WeekQuery,
} from "../../schemas/predictions.ts";
import type { PredictionService } from "../../services/predictions/prediction-service.ts";

export interface PredictionOptions {
  readonly predictionService: PredictionService;
}

export const predictionRoutes: FastifyPluginAsyncTypebox<PredictionOptions> = async (
  app,
  { predictionService },
) => {
  app.get(
    "/api/prediction/today",
    {
      config: {
        predictionType: "today",
        cache: { ttlMs: 300_000, staleMs: 60_000, bucket: "hour", shared: true },
      },
      schema: {
        operationId: "predictToday",
        tags: ["Predictions"],
        summary: "How many sessions today?",
        description:
          "The total of a day, conditioned on what is done already and on this person's rhythm of the day, " +
          "with an interval and a plan for the hours ahead.",
        querystring: TodayQuery,
        response: { 200: TodayPrediction },
      },
    },
    async (request) => predictionService.today(request.userId, request.query.date, request.locale),
  );

  app.get(
    "/api/prediction/week",
    {
      config: {
        predictionType: "week",
        cache: { ttlMs: 300_000, staleMs: 60_000, bucket: "hour", shared: true },
      },
      schema: {
        operationId: "predictWeek",
        tags: ["Predictions"],
        summary: "How many sessions in the next seven days?",
        description:
          "Seven days and their total. The total's interval comes from the days' shared level and absences; it is " +
          "not a sum of independent days.",
        querystring: WeekQuery,
        response: { 200: WeekPrediction },
      },
    },
    async (request) =>
      predictionService.week(request.userId, request.query.start_date, request.locale),
  );
};
