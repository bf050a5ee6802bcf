import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Analysis } from "../../schemas/analysis.ts";
import type { AnalysisService } from "../../services/analysis/analysis-service.ts";

export interface AnalysisOptions {
  readonly analysisService: AnalysisService;
}

export const analysisRoutes: FastifyPluginAsyncTypebox<AnalysisOptions> = async (
  app,
  { analysisService },
) => {
  app.get(
    "/api/analysis",
    {
      config: {
        predictionType: "analysis",
        cache: { ttlMs: 3_600_000, staleMs: 600_000, bucket: "day", shared: true },
      },
      schema: {
        operationId: "analyzeProductivity",
        tags: ["Analysis"],
        summary: "When, and on what, are sessions rated best?",
        description:
          "Means of ratings by hour, weekday, category and preset, the hours that are probably best and worst, " +
          "the trend of the last week, and a heat map. Hours are those at which sessions began.",
        response: { 200: Analysis },
      },
    },
    async (request) => analysisService.analysis(request.userId),
  );
};
