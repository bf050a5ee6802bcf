import type { FastifyReply, FastifyRequest } from "fastify";
import type { Standing } from "../../services/limits/standing.ts";
import { pushLimitHeaders } from "../rate-limits/limit-headers.ts";
import { rateLimited } from "../rate-limits/limit-refusal.ts";
import type { RequestLimits } from "../rate-limits/request-limits.ts";
import { addHeaders } from "./add-headers.ts";

/** Receives the refusal of the request; nothing when it passes. */
type Then = (refusal?: Error) => void;

/**
 * Counts a request that the framework answers against the caller's budget: by principal, or by address before
 * authentication.
 */
export function requestCounter(
  limits: RequestLimits,
): (request: FastifyRequest, reply: FastifyReply, then: Then) => void {
  return (request, reply, then) => {
    const { context } = request;
    const { principal } = context;
    const { budget } = request.routeOptions.config;
    const countable = { request: request.raw, principal, budget };

    function settle(standing: Standing | "unlimited"): void {
      if (standing === "unlimited") {
        then();
        return;
      }
      context.standing = standing;
      const headers: string[] = [];
      pushLimitHeaders(headers, standing);
      addHeaders(reply, headers);
      then(standing.isAllowed ? undefined : rateLimited(standing));
    }

    const decided = limits.decide(countable);
    if (decided === undefined) limits.ask(countable).then(settle, then);
    else settle(decided);
  };
}
