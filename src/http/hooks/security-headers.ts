import type { FastifyInstance } from "fastify";

/**
 * What helmet sets for an API, as constants. Helmet's plugin builds the same values anew for every
 * request, which cost a third of the throughput of a small answer when measured
 * (25,600 against 36,000 requests a second). Left out: HSTS, because whether a host is always reached by TLS is for the proxy in front to say,
 * and headers that only matter to browsers nobody runs any more.
 */
export const SECURITY_HEADERS = {
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
} as const;

/** An answer of ours is data: no page may run, frame or sniff it. Pages set their own policy afterwards. */
export function addSecurityHeaders(app: FastifyInstance): void {
  app.addHook("onRequest", (_request, reply, done) => {
    reply.headers(SECURITY_HEADERS);
    done();
  });
}
