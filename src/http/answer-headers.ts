import type { Config } from "../config/config.ts";

/**
 * The headers that helmet sets for an API, as constants. Helmet's plugin builds the same values for every request, which
 * cost a third of the throughput of a small answer (25,600 against 36,000 requests a second).
 *
 * HSTS is left to the proxy, which knows whether a host is always served over TLS. Headers for obsolete browsers are
 * omitted.
 *
 * Answers are data: no page may run, frame or sniff them. Pages replace the policy with their own.
 */
const SECURITY_HEADERS = {
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
} as const;

/** Request headers on which answers depend. */
const VARY = ["Accept-Language", "Accept-Encoding", "Authorization"];
const VARY_WITH_KEYS = ["X-API-Key", "X-Pomodoro-User"];

/** Answer headers that a page of an allowed origin may read, besides those that CORS always exposes. */
const EXPOSED_HEADERS = [
  ...["Idempotency-Replayed", "Location", "RateLimit", "RateLimit-Policy"],
  ...["Retry-After", "X-Request-ID"],
];

/** Names and values in turn, the same for every answer. */
export function constantHeaders({
  corsOrigins,
  auth,
}: Pick<Config, "corsOrigins" | "auth">): readonly string[] {
  const vary = [...VARY];
  if (auth.length > 0) vary.push(...VARY_WITH_KEYS);
  if (corsOrigins.length > 0) vary.push("Origin");
  return [...Object.entries(SECURITY_HEADERS).flat(), "vary", vary.join(", ")];
}

/**
 * @param corsOrigins origins whose pages may read answers; `*` stands for any
 * @returns adds the CORS headers for a request's origin to a list of names and values in turn
 */
export function pageAllowance(
  corsOrigins: readonly string[],
): (headers: string[], origin: string | undefined) => void {
  const allowed = new Set(corsOrigins);
  const exposed = EXPOSED_HEADERS.join(", ");
  return (headers, origin) => {
    if (origin === undefined) return;
    const readable = allowed.has("*") ? "*" : origin;
    if (!allowed.has(readable)) return;
    headers.push("access-control-allow-origin", readable);
    headers.push("access-control-expose-headers", exposed);
  };
}
