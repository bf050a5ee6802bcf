import type { FastifyRequest } from "fastify";
import type { Asking } from "../ports.ts";

/** Whether a request brings a key or a token in one of its headers; then no other place is looked at. */
export function hasCredentialHeader({ headers }: Pick<FastifyRequest, "headers">): boolean {
  return "authorization" in headers || "x-api-key" in headers;
}

/** A request as if its key or token, found elsewhere, were in a header. */
export function askingWithHeader(
  name: "authorization" | "x-api-key",
  value: string,
  { raw }: FastifyRequest,
): Asking {
  return { headers: { ...raw.headers, [name]: value }, socket: raw.socket };
}
