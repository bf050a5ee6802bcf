import type { CachedAnswer } from "../../cache/cached-answer.ts";
import type { Served, ServedFrom } from "../../cache/served.ts";
import { acceptsGzip } from "../compression/accepts-gzip.ts";
import { MIN_COMPRESSED_BYTES, weakTag } from "../compression/gzip.ts";

/**
 * Only the client may store an answer, and it revalidates before every use: a copy that is reused for even a second
 * could be older than the person's own last write. Revalidation costs a 304.
 */
export const CACHE_CONTROL = "private, no-cache";

export const JSON_TYPE = "application/json; charset=utf-8";

/** Warning of RFC 7234 for a stale answer that is sent because no new one could be made. */
export const STALE_WARNING = '110 - "Response is Stale"';

const NAME = "pomodoro-ml";

const STATUS: Readonly<Record<ServedFrom, (seconds: number) => string>> = {
  local: (seconds) => `${NAME}; hit; ttl=${seconds}`,
  shared: (seconds) => `${NAME}; hit; ttl=${seconds}; detail=shared`,
  "stale-while-revalidate": (seconds) => `${NAME}; hit; ttl=${seconds}; detail=refreshing`,
  "stale-if-error": (seconds) => `${NAME}; fwd=stale; fwd-status=503; ttl=${seconds}`,
  made: () => `${NAME}; fwd=miss; stored`,
  collapsed: () => `${NAME}; fwd=miss; collapsed`,
};

/** The value of `Cache-Status` (RFC 9211): whether the cache had the answer, why not, and whether it is stored now. */
export function cacheStatus({ answer, from }: Served, nowMs: number): string {
  return STATUS[from](Math.ceil((answer.expiresAtMs - nowMs) / 1000));
}

/** Whole seconds since the answer was made. */
export function ageSeconds({ madeAtMs }: CachedAnswer, nowMs: number): string {
  return String(Math.max(0, Math.floor((nowMs - madeAtMs) / 1000)));
}

/** Whether the answer is compressed for this client. */
export function isCompressedFor({ wire }: CachedAnswer, acceptEncoding: AcceptEncoding): boolean {
  return wire.length >= MIN_COMPRESSED_BYTES && acceptsGzip(acceptEncoding);
}

type AcceptEncoding = string | string[] | undefined;

/** The entity tag: weak for a compressed answer. */
export function tagFor(answer: CachedAnswer, acceptEncoding: AcceptEncoding): string {
  return isCompressedFor(answer, acceptEncoding) ? weakTag(answer.etag) : answer.etag;
}

/** Whether the client has exactly these bytes already (RFC 9110, 13.1.2). */
export function clientHas(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch === etag || ifNoneMatch.trim() === "*") return true;
  // Splitting is safe: our tags contain no comma. The tag of a compressed answer is weak.
  return ifNoneMatch.split(",").some((tag) => tag.trim().replace(/^W\//, "") === etag);
}

/** Whether the client demands a new answer, as a browser does at a forced reload. */
export function wantsAfresh(headers: { readonly "cache-control"?: string | undefined }): boolean {
  return headers["cache-control"] === "no-cache";
}
