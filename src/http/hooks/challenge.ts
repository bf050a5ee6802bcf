import type { ServiceError } from "../../errors.ts";

const REALM = 'Bearer realm="pomodoro-ml"';

/** The value of `WWW-Authenticate` (RFC 6750); nothing for an error that no other credential would avoid. */
export function challengeOf({ code, params }: ServiceError): string | undefined {
  if (code === "unauthenticated") {
    return params.reason === "missing" ? REALM : `${REALM}, error="invalid_token"`;
  }
  if (code !== "forbidden") return undefined;
  return `${REALM}, error="insufficient_scope", scope="${String(params.scope)}"`;
}
