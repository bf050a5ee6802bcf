import type { FastifyRequest } from "fastify";

/** For `preValidation` of routes whose usual call has no body at all; a body of `null` is a mistake and stays one. */
export function optionalBody(request: FastifyRequest, _reply: unknown, done: () => void): void {
  if (request.body === undefined) request.body = {};
  done();
}
