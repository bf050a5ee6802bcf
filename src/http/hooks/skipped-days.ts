import type { FastifyInstance, RouteHandlerMethod, RouteOptions } from "fastify";
import { IsSchema } from "typebox";
import { validationError } from "../../errors.ts";
import type { People } from "../../ports.ts";
import { dateNames, skippedDays } from "../../schemas/zone-dates.ts";

const PARTS = ["params", "querystring", "body"] as const;

/**
 * Refuses dates that do not exist in the person's time zone: a place that moved across the date line skipped a day. One
 * URL has cached answers for many people, so the check wraps the handler. Call before the routes are registered, and
 * before the response cache is added.
 */
export function addSkippedDays(app: FastifyInstance, people: Pick<People, "current">): void {
  app.addHook("onRoute", (route) => {
    // Bodies that are read row by row are checked while they are read.
    if (route.validatorCompiler !== undefined) return;
    const names = namesOf(route);
    if (names.length > 0) route.handler = refusing(route.handler, names, people);
  });
}

function namesOf({ schema }: RouteOptions): string[] {
  return PARTS.flatMap((part) => {
    const described: unknown = schema?.[part];
    return IsSchema(described) ? dateNames(described) : [];
  });
}

function refusing(
  handler: RouteHandlerMethod,
  names: readonly string[],
  people: Pick<People, "current">,
): RouteHandlerMethod {
  return async function refuseSkippedDays(request, reply) {
    const { params, query, body } = request;
    const given = { ...Object(body), ...Object(query), ...Object(params) };
    if (names.some((name) => given[name] !== undefined)) {
      const { zone } = (await people.current(request.userId)).cut;
      const problems = skippedDays(given, names, zone);
      if (problems.length > 0) throw validationError(problems);
    }
    return handler.call(this, request, reply);
  };
}
