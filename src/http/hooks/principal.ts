import type { FastifyInstance } from "fastify";
import { OWNER, type Principal } from "../../domain/principal.ts";
import type { Identify } from "../../ports.ts";
import { forbidden } from "../../services/identity/identify.ts";
import { noteUser } from "../../telemetry/trace.ts";
import { allows, usualScope } from "../route-scope.ts";

/**
 * Gives each request its principal, and refuses what that one may not do. The one place where a request becomes a
 * user: nothing below may take a user id from anywhere else. Call before the routes are registered.
 */
export function addPrincipal(app: FastifyInstance, identify: Identify): void {
  app.decorateRequest("userId", OWNER.userId);
  app.addHook("onRoute", (route) => {
    const scope = route.config?.scope ?? usualScope(route.method, route.url);
    route.config = { ...route.config, scope };
  });
  app.addHook("onRequest", (request, _reply, done) => {
    // What is not there is nobody's.
    const { scope = request.is404 ? "none" : "admin" } = request.routeOptions.config;
    if (scope === "none") {
      done();
      return;
    }
    const enter = (principal: Principal) => {
      request.context.principal = principal;
      request.userId = principal.userId;
      noteUser(principal.userId);
      if (allows(principal, scope)) done();
      else done(forbidden(scope));
    };
    const known = identify.known(request.raw);
    if (known === undefined) identify.verify(request.raw).then(enter, done);
    else enter(known);
  });
}
