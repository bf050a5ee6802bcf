import { readFile } from "node:fs/promises";
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { packageFile } from "../../runtime/own-files.ts";

/**
 * The API's description. It is the committed file, made by scripts/write-openapi.ts from these very routes
 * and from answers that they gave; a test keeps it fresh.
 */
export const openApiRoutes: FastifyPluginAsyncTypebox = async (app) => {
  let compact: Promise<string> | undefined;
  app.get(
    "/openapi.json",
    { config: { scope: "none" }, schema: { hide: true } },
    async (_request, reply) => {
      // The file has lines for people who compare versions, which make it twice as long.
      compact ??= readFile(packageFile("openapi.json"), "utf8").then((text) =>
        JSON.stringify(JSON.parse(text)),
      );
      return reply
        .type("application/json")
        .header("cache-control", "no-cache")
        .send(await compact);
    },
  );
};
