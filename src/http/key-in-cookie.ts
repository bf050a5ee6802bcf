import type { FastifyReply, FastifyRequest } from "fastify";
import type { Asking } from "../ports.ts";
import { cookieIn } from "./cookies.ts";
import { askingWithHeader, hasCredentialHeader } from "./credential-headers.ts";

const KEY_COOKIE = "pomodoro_key";
/** Half a year; a key that is revoked before ends it, too. */
const KEPT_SECONDS = 180 * 86_400;
/** Browsers drop cookies of more than 4,096 bytes with name and attributes. */
export const MAX_CREDENTIAL_CHARACTERS = 3800;

/** Keys and tokens alike (RFC 6750, 2.1); nothing in it has a meaning in a cookie. */
const CREDENTIAL = /^[\w.~+/-]+=*$/;

/** Whether a text can be kept: what is none cannot be a key or a token. */
export function isKeepable(credential: string): boolean {
  return credential.length <= MAX_CREDENTIAL_CHARACTERS && CREDENTIAL.test(credential);
}

/** The key or token that a browser keeps for the pages, where the route is one of them and no header has another. */
export function keyInCookie(request: FastifyRequest): string | undefined {
  if (request.routeOptions.config.takesCookie !== true) return undefined;
  if (hasCredentialHeader(request)) return undefined;
  return cookieIn(request.headers.cookie, KEY_COOKIE);
}

/** A request as if its key or token were in the usual header. */
export function askingAs(credential: string, request: FastifyRequest): Asking {
  return askingWithHeader("authorization", `Bearer ${credential}`, request);
}

/**
 * Has the browser keep a key for the pages alone. Without a path the cookie belongs to the folder of the address that sets
 * it, wherever a proxy puts that; the API is beside it and never sees the cookie.
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

/** Whether the browser speaks TLS with us or with the proxy before us. */
function isEncrypted({ headers, raw }: FastifyRequest): boolean {
  const { origin = "", "x-forwarded-proto": forwarded } = headers;
  return origin.startsWith("https:") || forwarded === "https" || "encrypted" in raw.socket;
}
