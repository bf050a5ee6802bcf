import type { FastifyRequest } from "fastify";
import type { CredentialSource } from "../ports.ts";

/** Whether a request has a key or a token in a header. Such a credential takes precedence over query and cookie. */
export function hasCredentialHeader({ headers }: Pick<FastifyRequest, "headers">): boolean {
  return "authorization" in headers || "x-api-key" in headers;
}

/** The request with a key or token from another place moved into a header. */
export function withCredentialHeader(
  name: "authorization" | "x-api-key",
  value: string,
  { raw }: FastifyRequest,
): CredentialSource {
  return { headers: { ...raw.headers, [name]: value }, socket: raw.socket };
}
