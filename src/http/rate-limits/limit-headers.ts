import type { Standing } from "../../services/limits/standing.ts";

/**
 * Adds what draft-ietf-httpapi-ratelimit-headers-10 says of a caller's budget, as structured fields: how many requests
 * may still follow (`r`) and in how many seconds there is one more (`t`); the budget (`q`) and how long it takes to come
 * back (`w`, seconds).
 *
 * @param headers names and values in turn
 */
export function pushLimitHeaders(headers: string[], standing: Standing): void {
  const { budget, count, periodMs, remaining } = standing;
  headers.push("ratelimit", `"${budget}";r=${remaining};t=${secondsUntilMore(standing)}`);
  headers.push("ratelimit-policy", `"${budget}";q=${count};w=${periodMs / 1000}`);
}

/** At least 1; also what `Retry-After` says. */
export function secondsUntilMore({ moreInMs }: Standing): number {
  return Math.max(1, Math.ceil(moreInMs / 1000));
}
