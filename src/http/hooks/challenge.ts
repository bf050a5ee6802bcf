import type { ServiceError } from "../../errors.ts";

const REALM = 'Bearer realm="pomodoro-ml"';

/** `WWW-Authenticate` as RFC 6750 has it; nothing for a failure that no credential mends. */
export function challengeOf({ code, params }: ServiceError): string | undefined {
  if (code === "unauthenticated") {
    return params.reason === "missing" ? REALM : `${REALM}, error="invalid_token"`;
  }
  if (code !== "forbidden") return undefined;
  return `${REALM}, error="insufficient_scope", scope="${String(params.scope)}"`;
}
