import Negotiator from "negotiator";

/** Clients send a few dozen different headers in all; one that invents more is not remembered. */
const MAX_REMEMBERED = 1000;
const MAX_LENGTH = 200;

const remembered = new Map<string, boolean>();

/**
 * Whether a client takes gzip rather than the bytes as they are (RFC 9110, 12.5.3).
 *
 * @param header the request's Accept-Encoding; a client without one gets the bytes as they are
 */
export function acceptsGzip(header: string | string[] | undefined): boolean {
  if (typeof header !== "string" || header === "") return false;
  const known = remembered.get(header);
  if (known !== undefined) return known;
  const negotiator = new Negotiator({ headers: { "accept-encoding": header } });
  const accepts = negotiator.encoding(["gzip", "identity"]) === "gzip";
  if (remembered.size < MAX_REMEMBERED && header.length <= MAX_LENGTH) {
    remembered.set(header, accepts);
  }
  return accepts;
}
