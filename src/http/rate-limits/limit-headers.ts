import { inOnePiece } from "../../runtime/in-one-piece.ts";
import type { Limit, Standing } from "../../services/limits/standing.ts";

/**
 * Adds the headers of draft-ietf-httpapi-ratelimit-headers-10 as structured fields. `RateLimit` has the requests that
 * remain (`r`) and the seconds until one more is available (`t`); `RateLimit-Policy` has the whole budget (`q`) and the
 * seconds until it is restored (`w`).
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

/** Seconds until one more request is available, at least 1; also the value of `Retry-After`. */
export function secondsUntilMore({ moreInMs }: Standing): number {
  return Math.max(1, Math.ceil(moreInMs / 1000));
}
