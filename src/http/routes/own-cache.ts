import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import type { CacheAdmin } from "../../cache/cache-admin.ts";
import { Invalidated, InvalidateInput, OwnCacheStatus } from "../../schemas/cache.ts";
import { addNoStore } from "../hooks/no-store.ts";
import { optionalBody } from "../hooks/optional-body.ts";

export interface OwnCacheOptions {
  readonly cacheAdmin: Pick<CacheAdmin, "ownStatus" | "invalidate">;
}

const tags = ["Cache"];

/** The caller's own cached answers. The state of the cache changes at any time, so these answers are not stored. */
export const ownCacheRoutes: FastifyPluginAsyncTypebox<OwnCacheOptions> = async (
  app,
  { cacheAdmin },
) => {
  addNoStore(app);

  app.get(
    "/api/ai/cache-status",
    {
      config: { scope: "read" },
      schema: {
        operationId: "readOwnCache",
        tags,
        summary: "Which of my answers are kept?",
        description: "In the process that happened to answer.",
        response: { 200: OwnCacheStatus },
      },
    },
    ({ userId }) => cacheAdmin.ownStatus(userId),
  );

  app.post(
    "/api/ai/invalidate-cache",
    {
      config: { scope: "write" },
      schema: {
        operationId: "invalidateOwnCache",
        tags,
        summary: "Delete my kept answers",
        description:
          "Never needed after a write: an answer made before it is not served any more. Repeating it does no harm.",
        body: InvalidateInput,
        response: { 200: Invalidated },
      },
      preValidation: optionalBody,
    },
    ({ userId, body, locale }) => {
      const { type } = Object(body);
      return cacheAdmin.invalidate(userId, typeof type === "string" ? type : undefined, locale);
    },
  );
};
