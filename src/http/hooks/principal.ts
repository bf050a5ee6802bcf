import type { FastifyInstance } from "fastify";
import { OWNER, type Principal } from "../../domain/principal.ts";
import type { Identify } from "../../ports.ts";

/** Without authentication everybody is the owner. */
export const IDENTIFY_OWNER: Identify = { known: () => OWNER, verify: async () => OWNER };

/**
 * Gives each request its principal. The one place where a request becomes a user: nothing below may take a user id
 * from anywhere else.
 */
export function addPrincipal(app: FastifyInstance, identify: Identify): void {
  app.decorateRequest("userId", OWNER.userId);
  app.addHook("onRequest", (request, _reply, done) => {
    const enter = (principal: Principal) => {
      request.context.principal = principal;
      request.userId = principal.userId;
      done();
    };
    const known = identify.known(request.raw);
    if (known === undefined) identify.verify(request.raw).then(enter, done);
    else enter(known);
  });
}
