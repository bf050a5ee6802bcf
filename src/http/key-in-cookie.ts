import type { FastifyReply, FastifyRequest } from "fastify";
import type { CredentialSource } from "../ports.ts";
import { cookieIn } from "./cookies.ts";
import { hasCredentialHeader, withCredentialHeader } from "./credential-headers.ts";

const KEY_COOKIE = "pomodoro_key";
/** Half a year. A revoked key ends the sign-in earlier. */
const KEPT_SECONDS = 180 * 86_400;
/** Browsers drop cookies of more than 4,096 bytes with name and attributes. */
export const MAX_CREDENTIAL_CHARACTERS = 3800;

/** A key or a token (RFC 6750, 2.1). None of the characters needs quoting in a cookie. */
const CREDENTIAL = /^[\w.~+/-]+=*$/;

/** Whether a text can be stored in the cookie; other texts cannot be a key or a token either. */
export function isKeepable(credential: string): boolean {
  return credential.length <= MAX_CREDENTIAL_CHARACTERS && CREDENTIAL.test(credential);
}

/** The key or token in a browser's cookie, on routes of the pages and without a credential in a header. */
export function keyInCookie(request: FastifyRequest): string | undefined {
  if (request.routeOptions.config.takesCookie !== true) return undefined;
  if (hasCredentialHeader(request)) return undefined;
  return cookieIn(request.headers.cookie, KEY_COOKIE);
}

/** The request with its key or token moved into `Authorization`. */
export function withCookieCredential(
  credential: string,
  request: FastifyRequest,
): CredentialSource {
  return withCredentialHeader("authorization", `Bearer ${credential}`, request);
}

/**
 * Stores a key in a cookie for the pages alone. Without `Path` the cookie belongs to the folder of the URL that sets it,
 * under any prefix of a proxy. The API lies outside that folder and never receives the cookie.
 */
export function keepKey(request: FastifyRequest, reply: FastifyReply, credential: string): void {
  setKey(request, reply, `${credential}; Max-Age=${KEPT_SECONDS}`);
}

export function dropKey(request: FastifyRequest, reply: FastifyReply): void {
  setKey(request, reply, "; Max-Age=0");
}

function setKey(request: FastifyRequest, reply: FastifyReply, value: string): void {
  const secure = isEncrypted(request) ? "; Secure" : "";
  reply.header("set-cookie", `${KEY_COOKIE}=${value}; HttpOnly; SameSite=Strict${secure}`);
}

/** Whether the browser uses TLS, with this server or with a proxy in front of it. */
function isEncrypted({ headers, raw }: FastifyRequest): boolean {
  const { origin = "", "x-forwarded-proto": forwarded } = headers;
  return origin.startsWith("https:") || forwarded === "https" || "encrypted" in raw.socket;
}
