import type { FastifyRequest } from "fastify";
import { OWNER, type Principal } from "../domain/principal.ts";
import { validationError } from "../errors.ts";
import type { CredentialSource } from "../ports.ts";
import { hasCredentialHeader, withCredentialHeader } from "./credential-headers.ts";

/** The API key in the query, on routes that accept one there and without a credential in a header. */
export function keyInAddress(request: FastifyRequest): string | undefined {
  if (request.routeOptions.config.hasKeyInAddress !== true) return undefined;
  if (hasCredentialHeader(request)) return undefined;
  const key: unknown = Object(request.query).key;
  return typeof key === "string" ? key : undefined;
}

/** The request with its key moved into a header. */
export function withAddressKey(key: string, request: FastifyRequest): CredentialSource {
  return withCredentialHeader("x-api-key", key, request);
}

/** The fault of a key in a query: URLs are copied and logged, so such a key may have the scope `read` only. */
export function addressFault({ scopes }: Principal): Error | undefined {
  if (scopes === OWNER.scopes || (scopes.size === 1 && scopes.has("read"))) return undefined;
  return validationError([{ field: "key", code: "key_scope" }]);
}
