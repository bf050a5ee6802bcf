import type { Served, ServedFrom } from "../services/cache/answer-cache.ts";
import type { CachedAnswer } from "../services/cache/cached-answer.ts";

/**
 * Kept by the client alone, and never used without asking: a copy used unasked for even a second could be older
 * than the person's own last write. Asking costs a 304.
 */
export const CACHE_CONTROL = "private, no-cache";

/** The answer depends on who asks, besides what other parts of the service have named. */
export function varyOf(named: unknown): string {
  return typeof named === "string" ? `${named}, Authorization` : "Authorization";
}

const NAME = "pomodoro-ml";

/** RFC 9211, for an answer from memory whose time is not over. */
export function freshStatus({ expiresAtMs }: CachedAnswer, nowMs: number): string {
  return `${NAME}; hit; ttl=${Math.ceil((expiresAtMs - nowMs) / 1000)}`;
}

/** RFC 9211: whether the cache had the answer, and if not, why not and what became of it. */
export function cacheStatus({ answer, from }: Served, nowMs: number): string {
  const seconds = Math.ceil((answer.expiresAtMs - nowMs) / 1000);
  const texts: Readonly<Record<ServedFrom, string>> = {
    local: `hit; ttl=${seconds}`,
    shared: `hit; ttl=${seconds}; detail=shared`,
    stale: `hit; ttl=${seconds}; detail=refreshing`,
    rescued: `fwd=stale; fwd-status=503; ttl=${seconds}`,
    made: "fwd=miss; stored",
    collapsed: "fwd=miss; collapsed",
  };
  return `${NAME}; ${texts[from]}`;
}

/** Whole seconds since the answer was made. */
export function ageSeconds({ madeAtMs }: CachedAnswer, nowMs: number): string {
  return String(Math.max(0, Math.floor((nowMs - madeAtMs) / 1000)));
}

/** Whether the client has exactly these bytes already (RFC 9110, 13.1.2). */
export function clientHas(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch === etag || ifNoneMatch.trim() === "*") return true;
  // Our tags hold no comma. A proxy that compresses may have made the tag a weak one.
  return ifNoneMatch.split(",").some((tag) => tag.trim().replace(/^W\//, "") === etag);
}
