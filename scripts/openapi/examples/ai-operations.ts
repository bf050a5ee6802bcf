import type { ExampleRequest } from "../example-request.ts";

/** Without a language model, as the examples are made. */
export const AI_OPERATIONS_EXAMPLES: readonly ExampleRequest[] = [
  {
    operationId: "readAiHealth",
    name: "without a model",
    summary: "GET /api/ai/health",
    method: "GET",
    url: "/api/ai/health",
  },
  {
    operationId: "readAiHealthV2",
    name: "without a model",
    summary: "GET /api/ai/v2/health",
    method: "GET",
    url: "/api/ai/v2/health",
  },
  {
    operationId: "searchNotes",
    name: "by words",
    summary: "GET /api/semantic-search",
    method: "GET",
    url: "/api/semantic-search?query=review&days=365&limit=3",
  },
  {
    operationId: "readEmbeddingHealth",
    name: "without an embedding model",
    summary: "GET /api/embedding/health",
    method: "GET",
    url: "/api/embedding/health",
  },
  {
    operationId: "readAiUsage",
    name: "nothing asked yet",
    summary: "GET /api/ai/usage",
    method: "GET",
    url: "/api/ai/usage",
  },
  {
    operationId: "previewQuestion",
    name: "of a sentence to go on with",
    summary: "GET /api/ai/preview/motivation",
    method: "GET",
    url: "/api/ai/preview/motivation",
  },
];
