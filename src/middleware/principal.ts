import type { FastifyInstance } from "fastify";

/** The one user of a service without authentication. */
export const DEFAULT_USER_ID = "default";

/**
 * Says whose data a request is about. The one place where a request becomes a user: authentication
 * belongs here, and nothing below may take a user id from anywhere else.
 */
export function addPrincipal(app: FastifyInstance): void {
  app.decorateRequest("userId", DEFAULT_USER_ID);
}
