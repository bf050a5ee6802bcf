import { readFile } from "node:fs/promises";
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import Negotiator from "negotiator";
import { packageVersion } from "../../runtime/package-version.ts";

/** Relative links, which also work below a prefix. */
const LINKS = {
  pages: "ui",
  documentation: "docs",
  openapi: "openapi.json",
  health: "health",
  ready: "readyz",
  metrics: "metrics",
  today: "api/prediction/today",
  recommendation: "api/recommendation",
  analysis: "api/analysis",
  sessions: "api/sessions",
} as const;

/** Media types of the answer; the first is the default for `*` and for equal preferences. */
const TYPES = ["application/json", "text/html"];

/** The root of the service: programs get the links, browsers the pages. */
export const indexRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const index = { service: "pomodoro-ml", version: packageVersion(), links: LINKS };
  app.get("/", { config: { scope: "none" }, schema: { hide: true } }, async (request, reply) => {
    reply.header("cache-control", "no-cache");
    reply.header("vary", ["Accept", reply.getHeader("vary") ?? []].flat().join(", "));
    const isBrowser = new Negotiator(request.raw).mediaType(TYPES) === "text/html";
    return isBrowser ? reply.code(303).header("location", LINKS.pages).send() : reply.send(index);
  });

  // Browsers request it automatically, at every visit.
  const quiet = { config: { quiet: true, scope: "none" }, schema: { hide: true } } as const;
  app.get("/favicon.ico", quiet, async (_request, reply) => {
    const icon = import.meta.resolve("@fastify/swagger-ui/static/favicon-32x32.png");
    return reply
      .type("image/png")
      .header("cache-control", "public, max-age=86400")
      .send(await readFile(new URL(icon)));
  });
};
