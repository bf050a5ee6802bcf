import type { FastifyReply, FastifyRequest } from "fastify";
import type { RepeatableRequest, StoredAnswer } from "../sessions/idempotency-service.ts";

/** What identifies a request when it comes again; nothing when its sender gave no key. */
export function repeatable(request: FastifyRequest): RepeatableRequest | undefined {
  const key = request.headers["idempotency-key"];
  if (typeof key !== "string") return undefined;
  const route = `${request.method} ${request.routeOptions.url ?? ""}`;
  return { userId: request.userId, route, key, body: request.body };
}

/** Sends an answer of now, or that of the first time. */
export function sendOutcome(
  reply: FastifyReply,
  { answer, replayed }: { readonly answer: StoredAnswer; readonly replayed: boolean },
): FastifyReply {
  reply.header("content-language", answer.language);
  if (answer.location !== undefined) reply.header("location", answer.location);
  if (replayed) reply.header("idempotency-replayed", "true");
  return reply.code(answer.status).send(answer.body);
}
