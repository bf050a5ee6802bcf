import { readFile } from "node:fs/promises";
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";

/** At the root of the package, for the sources as well as for what they compile to. */
const DOCUMENT = new URL("../../../openapi.json", import.meta.url);

/**
 * The API's description. It is the committed file, made by scripts/write-openapi.ts from these very routes
 * and from answers that they gave; a test keeps it fresh.
 */
export const openApiRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.get("/openapi.json", { schema: { hide: true } }, async (_request, reply) =>
    reply
      .type("application/json")
      .header("cache-control", "no-cache")
      .send(await readFile(DOCUMENT)),
  );
};
