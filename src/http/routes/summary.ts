import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Summary } from "../../schemas/summary.ts";
import type { SummaryService } from "../../services/summary/summary-service.ts";

export interface SummaryOptions {
  readonly summaryService: SummaryService;
}

export const summaryRoutes: FastifyPluginAsyncTypebox<SummaryOptions> = async (
  app,
  { summaryService },
) => {
  app.get(
    "/api/insights/summary",
    {
      config: {
        predictionType: "summary",
        cache: { ttlMs: 300_000, staleMs: 60_000, bucket: "hour", shared: true },
      },
      schema: {
        operationId: "summarize",
        tags: ["Analysis"],
        summary: "The main figures in one answer",
        response: { 200: Summary },
      },
    },
    async ({ userId, locale }) => summaryService.summary(userId, locale),
  );
};
