import { readFile } from "node:fs/promises";
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { packageFile } from "../../runtime/own-files.ts";

/**
 * The OpenAPI document. It is a committed file that scripts/write-openapi.ts generates from these routes and from their
 * recorded answers. A test fails when it is out of date.
 */
export const openApiRoutes: FastifyPluginAsyncTypebox = async (app) => {
  let compact: Promise<string> | undefined;
  app.get(
    "/openapi.json",
    { config: { scope: "none" }, schema: { hide: true } },
    async (_request, reply) => {
      // The file is indented for readable diffs, which doubles its size.
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
