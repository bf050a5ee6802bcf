import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { ErasedBody, EraseMeQuery } from "../../schemas/me.ts";
import type { ErasureService } from "../../services/personal-data/erasure-service.ts";
import { addNoStore } from "../hooks/no-store.ts";

export interface MeOptions {
  readonly erasureService: ErasureService;
}

const tags = ["Person"];

/** All that is stored about a person. */
export const meRoutes: FastifyPluginAsyncTypebox<MeOptions> = async (app, { erasureService }) => {
  addNoStore(app);

  app.delete(
    "/api/me",
    {
      schema: {
        operationId: "eraseMe",
        tags,
        summary: "Erase everything about me",
        description:
          "Sessions, check-ins, settings, imports, keys, and all that was worked out or written from them, in the database and in the memory of every replica. There is no way back. docs/personal-data.md says what stays.",
        querystring: EraseMeQuery,
        response: { 200: ErasedBody },
      },
    },
    async ({ userId }) => ({ erased: await erasureService.erase(userId) }),
  );
};
