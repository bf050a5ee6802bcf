import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Recommendation, RecommendationQuery } from "../../schemas/recommendations.ts";
import type { RecommendationService } from "../../services/recommendations/recommendation-service.ts";

export interface RecommendationOptions {
  readonly recommendationService: RecommendationService;
}

export const recommendationRoutes: FastifyPluginAsyncTypebox<RecommendationOptions> = async (
  app,
  { recommendationService },
) => {
  app.get(
    "/api/recommendation",
    {
      config: {
        predictionType: "recommendation",
        cache: { ttlMs: 300_000, staleMs: 60_000, bucket: "hour", shared: true },
      },
      schema: {
        operationId: "recommendPreset",
        tags: ["Predictions"],
        summary: "Which preset now?",
        description:
          "The preset that this person is expected to rate best at this time, with the probability that it is " +
          "the best one. `clear_winner` is false when several are about as good.",
        querystring: RecommendationQuery,
        response: { 200: Recommendation },
      },
    },
    async (request) =>
      recommendationService.recommend(request.userId, request.query, request.locale),
  );
};
