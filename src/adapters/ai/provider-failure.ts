import { APICallError } from "@ai-sdk/provider";
import { type Clock, ProviderError, type ProviderFailure } from "../../ports.ts";

/** Upper bound of a provider's `Retry-After`. */
const MAX_RETRY_AFTER_MS = 24 * 3_600_000;

/**
 * Classifies the failure of a call. The provider's message is dropped, because it may repeat the key or the prompt.
 *
 * @param signal the call's signal; if it is aborted, that is the reason, whatever the library reports
 */
export function providerError(error: unknown, signal: AbortSignal, clock: Clock): ProviderError {
  if (signal.aborted) return new ProviderError(isTimeout(signal.reason) ? "timeout" : "aborted");
  const own = findOwn(error);
  if (own !== undefined) return own;
  if (!APICallError.isInstance(error)) return new ProviderError(networkFailure(error));
  const { statusCode: status } = error;
  if (status === undefined) return new ProviderError(networkFailure(error.cause ?? error));
  if (status < 400) return new ProviderError("unreadable", { status });
  const retryAfterMs = readRetryAfter(error.responseHeaders?.["retry-after"], clock.now());
  return new ProviderError(failureOf(status, error.responseBody ?? ""), {
    status,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  });
}

/** The library may wrap an error of ours in its own. */
function findOwn(error: unknown): ProviderError | undefined {
  let cause = error;
  for (let depth = 0; depth < 5 && cause instanceof Error; depth += 1) {
    if (cause instanceof ProviderError) return cause;
    cause = cause.cause;
  }
  return undefined;
}

function isTimeout(reason: unknown): boolean {
  return reason instanceof Error && reason.name === "TimeoutError";
}

function failureOf(status: number, body: string): ProviderFailure {
  if (/insufficient_quota|billing|quota_exceeded/i.test(body) || status === 402) return "quota";
  if (/content_filter|content_policy/i.test(body)) return "filtered";
  if (status === 401 || status === 403) return "unauthorized";
  if (status === 404 || /model_not_found/i.test(body)) return "model_missing";
  if (status === 429) return "rate_limited";
  if (status === 408) return "timeout";
  if (status === 409 || status >= 500) return "server_error";
  return "bad_request";
}

const UNREACHABLE =
  /^(ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EPIPE|ETIMEDOUT|UND_ERR_(SOCKET|CONNECT_TIMEOUT))$/;

function networkFailure(error: unknown): ProviderFailure {
  let cause = error;
  for (let depth = 0; depth < 5 && cause instanceof Error; depth += 1) {
    if ("code" in cause && UNREACHABLE.test(String(cause.code))) return "unreachable";
    if (cause instanceof AggregateError && cause.errors.length > 0) {
      cause = cause.errors[0];
      continue;
    }
    cause = cause.cause;
  }
  return "unreadable";
}

/** @param value seconds, or an HTTP date */
export function readRetryAfter(value: string | undefined, nowMs: number): number | undefined {
  if (value === undefined) return undefined;
  const text = value.trim();
  const ms = /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : Date.parse(text) - nowMs;
  return Number.isNaN(ms) ? undefined : Math.min(Math.max(ms, 0), MAX_RETRY_AFTER_MS);
}
