import type { FastifyReply } from "fastify";
import type { PageQuery } from "./page-query.ts";

/** Redirects from a form to a page beside it with 303, so that a reload does not send the form again. */
export function seeOther(
  reply: FastifyReply,
  address: string,
  { lang, done }: PageQuery,
): FastifyReply {
  const query = new URLSearchParams({
    ...(lang !== undefined && { lang }),
    ...(done !== undefined && { done }),
  });
  const to = query.size === 0 ? address : `${address}?${query}`;
  return reply.code(303).header("location", to).header("cache-control", "no-store").send();
}
