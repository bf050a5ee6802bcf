import type { FastifyReply } from "fastify";
import type { PageQuery } from "./page-query.ts";

/** Leads from a form to a page beside it, so that to load that again sends nothing again. */
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
