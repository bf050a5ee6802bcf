import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import type { CacheAdmin } from "../../cache/cache-admin.ts";
import {
  AiHealth,
  AiHealthV2,
  AiPreview,
  AiUsage,
  PreviewPath,
  PreviewQuery,
} from "../../schemas/ai-operations.ts";
import type { AiHealthService } from "../../services/ai/ai-health-service.ts";
import type { PreviewService } from "../../services/ai/preview-service.ts";
import type { UsageService } from "../../services/ai/usage-service.ts";
import { addNoStore } from "../hooks/no-store.ts";

export interface AiOperationsOptions {
  readonly aiHealthService: AiHealthService;
  readonly usageService: UsageService;
  readonly previewService: PreviewService;
  readonly cacheAdmin: Pick<CacheAdmin, "ownStatus">;
  readonly config: { readonly aiApiUrl: string; readonly aiProvider: "cloud" | "ollama" };
}

const tags = ["Language models"];

/** Health and cost of the language models. Answers are never stored, because they describe the current moment. */
export const aiOperationsRoutes: FastifyPluginAsyncTypebox<AiOperationsOptions> = async (
  app,
  { aiHealthService, usageService, previewService, cacheAdmin, config },
) => {
  addNoStore(app);

  app.get(
    "/api/ai/health",
    {
      config: { scope: "read" },
      schema: {
        operationId: "readAiHealth",
        tags,
        summary: "Do the language models answer?",
        description:
          "From what recent traffic showed, and a free request for the list of models in the background, at most one a minute. Always 200: without a model, texts come from templates.",
        response: { 200: AiHealth },
      },
    },
    ({ locale }) => aiHealthService.health(locale),
  );

  app.get(
    "/api/ai/v2/health",
    {
      config: { scope: "read" },
      schema: {
        operationId: "readAiHealthV2",
        tags,
        summary: "The same, with the answers that are kept",
        response: { 200: AiHealthV2 },
      },
    },
    async ({ locale, userId }) => ({
      ...(await aiHealthService.health(locale)),
      cache_status: await cacheAdmin.ownStatus(userId),
      ...(config.aiProvider === "cloud" ? { cloud_api_url: new URL(config.aiApiUrl).host } : {}),
    }),
  );

  app.get(
    "/api/ai/usage",
    {
      config: { scope: "read" },
      schema: {
        operationId: "readAiUsage",
        tags,
        summary: "What have my questions to language models cost?",
        response: { 200: AiUsage },
      },
    },
    ({ userId }) => usageService.usage(userId),
  );

  app.get(
    "/api/ai/preview/:capability",
    {
      config: { scope: "read" },
      schema: {
        operationId: "previewQuestion",
        tags,
        summary: "What would leave with a question to a language model?",
        description:
          "The exact messages, with notes as far as `AI_SEND_NOTES` allows; nothing is sent. Takes the parameters of the capability's own route. Without a model, what a cloud provider would get.",
        params: PreviewPath,
        querystring: PreviewQuery,
        response: { 200: AiPreview },
      },
    },
    ({ userId, locale, params, query }) =>
      previewService.preview({ userId, locale }, params.capability, query),
  );
};
