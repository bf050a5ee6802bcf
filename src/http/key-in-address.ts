import type { FastifyRequest } from "fastify";
import { OWNER, type Principal } from "../domain/principal.ts";
import { validationError } from "../errors.ts";
import type { Asking } from "../ports.ts";
import { askingWithHeader, hasCredentialHeader } from "./credential-headers.ts";

/** The key in the address of a request to a route that takes one, where its headers have no credential. */
export function keyInAddress(request: FastifyRequest): string | undefined {
  if (request.routeOptions.config.hasKeyInAddress !== true) return undefined;
  if (hasCredentialHeader(request)) return undefined;
  const key: unknown = Object(request.query).key;
  return typeof key === "string" ? key : undefined;
}

/** A request as if its key were in a header. */
export function askingWith(key: string, request: FastifyRequest): Asking {
  return askingWithHeader("x-api-key", key, request);
}

/** What is wrong with a key that stands in an address: addresses are copied and kept, so it may do no more than read. */
export function addressFault({ scopes }: Principal): Error | undefined {
  if (scopes === OWNER.scopes || (scopes.size === 1 && scopes.has("read"))) return undefined;
  return validationError([{ field: "key", code: "key_scope" }]);
}
