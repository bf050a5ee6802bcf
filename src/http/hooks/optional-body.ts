import type { FastifyRequest } from "fastify";

/** For `preValidation` of routes that are usually called without a body. A body of `null` stays invalid. */
export function optionalBody(request: FastifyRequest, _reply: unknown, done: () => void): void {
  if (request.body === undefined) request.body = {};
  done();
}
