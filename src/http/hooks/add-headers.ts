import type { FastifyReply } from "fastify";

/** @param headers names and values in turn */
export function addHeaders(reply: FastifyReply, headers: readonly string[]): FastifyReply {
  for (let i = 0; i + 1 < headers.length; i += 2) reply.header(headers[i] ?? "", headers[i + 1]);
  return reply;
}
