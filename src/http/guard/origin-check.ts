import type { ErrorCode } from "../../errors.ts";
import type { PlainRequest } from "../response-cache/ready-answer.ts";

export type OriginCheck = (request: PlainRequest) => ErrorCode | undefined;

/** Safe methods (RFC 9110, 9.2.1). Any page may use them: the browser does not show it the answer. */
const READS: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

/** Values of `Sec-Fetch-Site` for requests that no other site has caused. */
const OWN_SITES: ReadonlySet<string> = new Set(["same-origin", "none"]);

/**
 * Refuses unsafe requests from foreign sites (CSRF). A browser sends a form, or a `fetch` without a body, to any URL
 * without a preflight. `Origin` and `Sec-Fetch-Site` reveal the foreign site, and no page can forge them. Programs that
 * are no browsers send neither header and pass.
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

/** Whether the origin is that of this host, as the client addresses it. */
function isOrigin(origin: string, host: string): boolean {
  const parsed = URL.parse(origin);
  if (parsed === null || !/^https?:$/.test(parsed.protocol)) return false;
  return parsed.host !== "" && parsed.host === URL.parse(`${parsed.protocol}//${host}`)?.host;
}
