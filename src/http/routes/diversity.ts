import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { DiversityDebug } from "../../schemas/insights.ts";
import type { InsightOptions } from "./insights.ts";

export const diversityRoutes: FastifyPluginAsyncTypebox<InsightOptions> = async (
  app,
  { insightService },
) => {
  app.get(
    "/api/debug/diversity",
    {
      config: {
        predictionType: "diversity",
        cache: { ttlMs: 3_600_000, staleMs: 600_000, bucket: "day", shared: true },
      },
      schema: {
        operationId: "debugDiversity",
        tags: ["Analysis"],
        summary: "What does the diversity detector see?",
        description:
          "The twenty newest sessions, of which today's and those of two days before it count.",
        response: { 200: DiversityDebug },
      },
    },
    async ({ userId, locale }) => insightService.diversity(userId, locale),
  );
};
