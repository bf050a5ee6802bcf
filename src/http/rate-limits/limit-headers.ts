import { inOnePiece } from "../../runtime/in-one-piece.ts";
import type { Limit, Standing } from "../../services/limits/standing.ts";

/**
 * Adds what draft-ietf-httpapi-ratelimit-headers-10 says of a caller's budget, as structured fields: how many requests
 * may still follow (`r`) and in how many seconds there is one more (`t`); the budget (`q`) and how long it takes to come
 * back (`w`, seconds).
 *
 * @param headers names and values in turn
 */
export function pushLimitHeaders(headers: string[], standing: Standing): void {
  const { limit, remaining } = standing;
  headers.push("ratelimit", `"${limit.budget}";r=${remaining};t=${secondsUntilMore(standing)}`);
  headers.push("ratelimit-policy", policyOf(limit));
}

const policies = new WeakMap<Limit, string>();

function policyOf(limit: Limit): string {
  const known = policies.get(limit);
  if (known !== undefined) return known;
  const { budget, count, periodMs } = limit;
  const policy = inOnePiece(`"${budget}";q=${count};w=${periodMs / 1000}`);
  policies.set(limit, policy);
  return policy;
}

/** At least 1; also what `Retry-After` says. */
export function secondsUntilMore({ moreInMs }: Standing): number {
  return Math.max(1, Math.ceil(moreInMs / 1000));
}
