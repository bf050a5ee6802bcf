import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { ExplainQuery, ModelExplanation, ModelList, ModelParams } from "../../schemas/models.ts";
import type { ModelService } from "../../services/models/model-service.ts";

export interface ModelOptions {
  readonly modelService: ModelService;
}

const tags = ["Models"];

export const modelRoutes: FastifyPluginAsyncTypebox<ModelOptions> = async (
  app,
  { modelService },
) => {
  app.get(
    "/api/models",
    {
      config: {
        predictionType: "models",
        cache: { ttlMs: 3_600_000, staleMs: 600_000, bucket: "day", shared: true },
      },
      schema: {
        operationId: "listModels",
        tags,
        summary: "What does the service learn with?",
        description:
          "Each model with what it reads, what it has learned from, and, where it measures itself, how good it was on this person's past.",
        response: { 200: ModelList },
      },
    },
    async ({ userId, locale }) => modelService.list(userId, locale),
  );

  app.get(
    "/api/models/:name/explain",
    {
      config: {
        predictionType: "explanation",
        cache: { ttlMs: 300_000, staleMs: 60_000, bucket: "minute", shared: true },
      },
      schema: {
        operationId: "explainModel",
        tags,
        summary: "Why does a model say what it says?",
        description:
          "Takes the query of the model's route. A number of its answer is taken apart into what would be said anyway and what each circumstance adds.",
        params: ModelParams,
        querystring: ExplainQuery,
        response: { 200: ModelExplanation },
      },
    },
    async ({ userId, params, query, locale }) =>
      modelService.explain(userId, params.name, query, locale),
  );
};
