import type { ErrorCode } from "../../errors.ts";
import type { PlainRequest } from "../response-cache/ready-answer.ts";

export type OriginCheck = (request: PlainRequest) => ErrorCode | undefined;

/** What these do not change (RFC 9110, 9.2.1), a page may ask for: the browser does not show it the answer. */
const READS: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

/** What a browser says of a request that no other site has caused. */
const OWN_SITES: ReadonlySet<string> = new Set(["same-origin", "none"]);

/**
 * Whether a request that changes something may come from where it does. A form or a `fetch` without a body is sent to
 * any address without asking first, with the person's own browser; `Origin` and `Sec-Fetch-Site`, which no page can
 * forge, say that it is foreign. A program that is no browser sends neither.
 */
export function createOriginCheck(corsOrigins: readonly string[]): OriginCheck {
  const allowed = new Set(corsOrigins);
  return ({ method = "", headers }) => {
    if (READS.has(method)) return undefined;
    const { origin, host = "" } = headers;
    if (origin !== undefined && (allowed.has("*") || allowed.has(origin))) return undefined;
    const site = headers["sec-fetch-site"];
    const isForeign = typeof site === "string" && !OWN_SITES.has(site.toLowerCase());
    if (isForeign || (origin !== undefined && !isOrigin(origin, host))) return "foreign_origin";
    return undefined;
  };
}

/** Whether an origin is the one that the client has for this host. */
function isOrigin(origin: string, host: string): boolean {
  const parsed = URL.parse(origin);
  if (parsed === null || !/^https?:$/.test(parsed.protocol)) return false;
  return parsed.host !== "" && parsed.host === URL.parse(`${parsed.protocol}//${host}`)?.host;
}
