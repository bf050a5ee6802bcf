import type { FastifyReply, FastifyRequest } from "fastify";
import type { RepeatableRequest, StoredAnswer } from "../sessions/idempotency-service.ts";

/** The identity of a request that may be retried; nothing without an `Idempotency-Key`. */
export function repeatable(request: FastifyRequest): RepeatableRequest | undefined {
  const key = request.headers["idempotency-key"];
  if (typeof key !== "string") return undefined;
  const route = `${request.method} ${request.routeOptions.url ?? ""}`;
  return { userId: request.userId, route, key, body: request.body };
}

/** Sends a new answer, or replays the stored answer of the first attempt. */
export function sendOutcome(
  reply: FastifyReply,
  { answer, replayed }: { readonly answer: StoredAnswer; readonly replayed: boolean },
): FastifyReply {
  reply.header("content-language", answer.language);
  if (answer.location !== undefined) reply.header("location", answer.location);
  if (replayed) reply.header("idempotency-replayed", "true");
  return reply.code(answer.status).send(answer.body);
}
