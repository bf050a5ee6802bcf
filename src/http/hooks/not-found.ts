import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { ServiceError } from "../../errors.ts";

interface KnownRoute {
  readonly url: string;
  /** Compiled by the first request that no route matches. */
  path?: RegExp;
  readonly methods: Set<string>;
}

/**
 * Answers requests that no route matches: with 404, or with 405 and the methods that the path allows. Answers OPTIONS for
 * every known path. Call before the routes are registered.
 */
export function addNotFound(app: FastifyInstance): void {
  const routes = new Map<string, KnownRoute>();
  app.addHook("onRoute", ({ url, method }) => {
    if (url === "*") return;
    const route = routes.get(url) ?? { url, methods: new Set(["OPTIONS"]) };
    for (const name of Array.isArray(method) ? method : [method]) route.methods.add(name);
    routes.set(url, route);
  });
  app.setNotFoundHandler((request, reply) => {
    const path = request.context.instance;
    const methods = new Set<string>();
    for (const route of routes.values()) {
      route.path ??= patternOf(route.url);
      if (route.path.test(path)) for (const method of route.methods) methods.add(method);
    }
    if (methods.size === 0) throw new ServiceError("not_found");
    const allowed = [...methods].sort().join(", ");
    reply.header("allow", allowed);
    if (request.method !== "OPTIONS") {
      throw new ServiceError("method_not_allowed", { params: { allowed } });
    }
    // The request's context sets this header when the page's origin is allowed.
    if (reply.hasHeader("access-control-allow-origin")) allowPage(request, reply, allowed);
    return reply.code(204).send();
  });
}

/** How long a browser may cache the answer to a preflight request. */
const PREFLIGHT_MAX_AGE_SECONDS = 600;

/** Answers a preflight request (CORS). */
function allowPage(request: FastifyRequest, reply: FastifyReply, allowed: string): void {
  const headers = request.headers["access-control-request-headers"];
  reply.header("access-control-allow-methods", allowed);
  if (headers !== undefined) reply.header("access-control-allow-headers", headers);
  reply.header("access-control-max-age", String(PREFLIGHT_MAX_AGE_SECONDS));
}

/** Turns a route such as `/api/sessions/:id` into a regular expression over paths. */
function patternOf(url: string): RegExp {
  const source = url
    .split("/")
    .map((part) => (part.startsWith(":") ? "[^/]+" : part.replaceAll(/[^\w-]/g, "\\$&")))
    .join("/");
  return new RegExp(`^${source}$`);
}
