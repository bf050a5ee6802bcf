import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import type { FastifyRequest } from "fastify";
import type { CacheAdmin } from "../../cache/cache-admin.ts";
import {
  CacheDeleted,
  CacheEntries,
  CacheListQuery,
  CacheReset,
  CacheSelection,
  CacheStatistics,
  CacheWarmed,
} from "../../schemas/cache.ts";
import { addNoStore } from "../hooks/no-store.ts";

export interface CacheOptions {
  readonly cacheAdmin: Pick<
    CacheAdmin,
    "statistics" | "resetCounters" | "entries" | "remove" | "warmable"
  >;
}

const tags = ["Cache"];

/** Inspection of the cache. The answers show who requested what, so they must not be stored. */
export const cacheRoutes: FastifyPluginAsyncTypebox<CacheOptions> = async (app, { cacheAdmin }) => {
  addNoStore(app);

  app.get(
    "/api/cache/stats",
    {
      config: { scope: "admin" },
      schema: {
        operationId: "readCacheStatistics",
        tags,
        summary: "How well does the cache work?",
        description:
          "Counts since the start or the last reset, in the process that happened to answer.",
        response: { 200: CacheStatistics },
      },
    },
    async () => cacheAdmin.statistics(),
  );

  app.post(
    "/api/cache/stats/reset",
    {
      config: { scope: "admin" },
      schema: {
        operationId: "resetCacheStatistics",
        tags,
        summary: "Start counting anew",
        response: { 200: CacheReset },
      },
    },
    async () => {
      cacheAdmin.resetCounters();
      return { status: "reset" as const };
    },
  );

  app.get(
    "/api/cache/entries",
    {
      config: { scope: "admin" },
      schema: {
        operationId: "listCacheEntries",
        tags,
        summary: "Which answers are kept?",
        querystring: CacheListQuery,
        response: { 200: CacheEntries },
      },
    },
    ({ query }) => cacheAdmin.entries(query),
  );

  app.delete(
    "/api/cache/entries",
    {
      config: { scope: "admin" },
      schema: {
        operationId: "deleteCacheEntries",
        tags,
        summary: "Delete kept answers",
        description:
          "Of a user, a route, routes by pattern, or all; in every tier and every replica. Never needed for answers to be right.",
        querystring: CacheSelection,
        response: { 200: CacheDeleted },
      },
    },
    ({ query }) => cacheAdmin.remove(query),
  );

  app.post(
    "/api/cache/warm-up",
    {
      config: { scope: "admin" },
      schema: {
        operationId: "warmCache",
        tags,
        summary: "Have the usual answers made now",
        description:
          "Asks every route that keeps answers and needs no parameters, as the person who asks for it.",
        response: { 200: CacheWarmed },
      },
    },
    async (request) => {
      const headers = headersToPassOn(request);
      const warmed = [];
      for (const url of cacheAdmin.warmable()) {
        const { statusCode } = await app.inject({ url, headers });
        warmed.push({ route: url, status: statusCode });
      }
      return { warmed };
    },
  );
};

/**
 * Headers that identify the caller and the language, without those about this request's body, connection or cached
 * copy.
 */
function headersToPassOn({ headers }: FastifyRequest): Record<string, string> {
  const own = /^(content-|transfer-|if-|connection$|expect$|host$|x-request-id$|idempotency-)/;
  const passed: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (typeof value === "string" && !own.test(name)) passed[name] = value;
  }
  return passed;
}
