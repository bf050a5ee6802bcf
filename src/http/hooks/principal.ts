import type { IncomingMessage } from "node:http";
import type { FastifyInstance } from "fastify";

/** The one user of a service without authentication. */
export const DEFAULT_USER_ID = "default";

/** Says whose data a request is about. */
export type Identify = (request: Pick<IncomingMessage, "headers">) => string;

export const identifyDefaultUser: Identify = () => DEFAULT_USER_ID;

/**
 * Gives each request its user. The one place where a request becomes a user: authentication belongs here, and nothing
 * below may take a user id from anywhere else.
 */
export function addPrincipal(app: FastifyInstance, identify: Identify): void {
  app.decorateRequest("userId", DEFAULT_USER_ID);
  if (identify === identifyDefaultUser) return;
  app.addHook("onRequest", (request, _reply, done) => {
    request.userId = identify(request.raw);
    done();
  });
}
