import type { FastifyInstance } from "fastify";

/** Forbids storing the answers of these routes, which are valid for the moment only, or secret. */
export function addNoStore(app: FastifyInstance): void {
  app.addHook("onRequest", (_request, reply, done) => {
    reply.header("cache-control", "no-store");
    done();
  });
}
