import type { ExampleRequest } from "../example-request.ts";

/** Kept answers: those of the examples before these. */
export const CACHE_EXAMPLES: readonly ExampleRequest[] = [
  {
    operationId: "listCacheEntries",
    name: "predictions",
    summary: "GET /api/cache/entries",
    method: "GET",
    url: "/api/cache/entries?pattern=/api/prediction/*&limit=2",
  },
  {
    operationId: "deleteCacheEntries",
    name: "route",
    summary: "DELETE /api/cache/entries of a route",
    method: "DELETE",
    url: "/api/cache/entries?route=/api/analysis",
  },
  {
    operationId: "invalidateOwnCache",
    name: "all",
    summary: "POST /api/ai/invalidate-cache",
    method: "POST",
    url: "/api/ai/invalidate-cache",
    body: {},
  },
  {
    operationId: "resetCacheStatistics",
    name: "reset",
    summary: "POST /api/cache/stats/reset",
    method: "POST",
    url: "/api/cache/stats/reset",
  },
  {
    operationId: "warmCache",
    name: "warm",
    summary: "POST /api/cache/warm-up",
    method: "POST",
    url: "/api/cache/warm-up",
  },
  {
    operationId: "readOwnCache",
    name: "kept",
    summary: "GET /api/ai/cache-status",
    method: "GET",
    url: "/api/ai/cache-status",
  },
  {
    operationId: "readCacheStatistics",
    name: "warm",
    summary: "GET /api/cache/stats",
    method: "GET",
    url: "/api/cache/stats",
  },
];
