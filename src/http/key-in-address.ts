import type { FastifyRequest } from "fastify";
import { OWNER, type Principal } from "../domain/principal.ts";
import { validationError } from "../errors.ts";
import type { Asking } from "../ports.ts";

/** The key in the address of a request to a route that takes one, where its headers have no credential. */
export function keyInAddress({ routeOptions, headers, query }: FastifyRequest): string | undefined {
  if (routeOptions.config.hasKeyInAddress !== true) return undefined;
  if ("authorization" in headers || "x-api-key" in headers) return undefined;
  const key: unknown = Object(query).key;
  return typeof key === "string" ? key : undefined;
}

/** A request as if its key were in a header. */
export function askingWith(key: string, { raw }: FastifyRequest): Asking {
  return { headers: { ...raw.headers, "x-api-key": key }, socket: raw.socket };
}

/** What is wrong with a key that stands in an address: addresses are copied and kept, so it may do no more than read. */
export function addressFault({ scopes }: Principal): Error | undefined {
  if (scopes === OWNER.scopes || (scopes.size === 1 && scopes.has("read"))) return undefined;
  return validationError([{ field: "key", code: "key_scope" }]);
}
