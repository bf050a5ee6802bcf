import type { FastifyInstance } from "fastify";

/** Answers of these routes are true for the moment alone, or secret: nobody is to keep them. */
export function addNoStore(app: FastifyInstance): void {
  app.addHook("onRequest", (_request, reply, done) => {
    reply.header("cache-control", "no-store");
    done();
  });
}
