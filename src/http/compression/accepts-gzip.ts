import Negotiator from "negotiator";
import { rememberByHeader } from "../remember-by-header.ts";

const MAX_LENGTH = 200;

const prefersGzip = rememberByHeader((header) => {
  const negotiator = new Negotiator({ headers: { "accept-encoding": header } });
  return negotiator.encoding(["gzip", "identity"]) === "gzip";
}, MAX_LENGTH);

/**
 * Whether a client prefers gzip to the uncompressed bytes (RFC 9110, 12.5.3).
 *
 * @param header the request's Accept-Encoding; false without one
 */
export function acceptsGzip(header: string | string[] | undefined): boolean {
  return typeof header === "string" && header !== "" && prefersGzip(header);
}
