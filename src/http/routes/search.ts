import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { EmbeddingHealth, SearchAnswer, SearchFailure, SearchQuery } from "../../schemas/search.ts";
import type { SearchService } from "../../services/search/search-service.ts";
import { addNoStore } from "../hooks/no-store.ts";

export interface SearchOptions {
  readonly searchService: SearchService;
}

const tags = ["Search"];

/** Full-text search in notes and tasks. Answers are not cached: each uses the newest data. */
export const searchRoutes: FastifyPluginAsyncTypebox<SearchOptions> = async (
  app,
  { searchService },
) => {
  addNoStore(app);
  // Older clients read the list without checking the status.
  app.addHook("onSend", async (_request, reply, payload) => {
    if (reply.statusCode < 500 || typeof payload !== "string") return payload;
    return JSON.stringify({ ...Object(JSON.parse(payload)), results: [] });
  });

  app.get(
    "/api/semantic-search",
    {
      schema: {
        operationId: "searchNotes",
        tags,
        summary: "In which sessions did I note something like this?",
        description:
          "Completed sessions whose task or notes are similar to the query, in Czech or English, whatever the inflection. Without an embedding model by words and parts of words; with one (`EMBEDDING_MODEL`) by meaning too.",
        querystring: SearchQuery,
        response: { 200: SearchAnswer, 503: SearchFailure },
      },
    },
    ({ userId, query }) =>
      searchService.search(userId, {
        ...{ query: query.query.trim(), limit: query.limit, days: query.days },
        minSimilarity: query.min_similarity,
      }),
  );

  app.get(
    "/api/embedding/health",
    {
      schema: {
        operationId: "readEmbeddingHealth",
        tags,
        summary: "What are my notes searched by?",
        response: { 200: EmbeddingHealth },
      },
    },
    async ({ userId }) => searchService.health(userId),
  );
};
