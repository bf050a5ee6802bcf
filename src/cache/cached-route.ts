import type { CachePolicy } from "./cache-policy.ts";

/** What happened to questions in one tier since the counters were last reset. */
export interface TierCounters {
  hits: number;
  misses: number;
  /** Answers served after their time, while a new one was made or because none could be. */
  stale: number;
}

/** A route whose answers are kept. */
export interface CachedRoute {
  /** As registered: `/api/sessions/:id`. */
  readonly url: string;
  readonly policy: CachePolicy;
  readonly local: TierCounters;
  readonly shared: TierCounters;
  /** Answers worked out afresh. */
  made: number;
  /** Questions that waited for the answer to an equal one. */
  collapsed: number;
  /** Held in this process now. */
  entries: number;
  bytes: number;
}

export function cachedRoute(url: string, policy: CachePolicy): CachedRoute {
  return {
    url,
    policy,
    local: { hits: 0, misses: 0, stale: 0 },
    shared: { hits: 0, misses: 0, stale: 0 },
    made: 0,
    collapsed: 0,
    entries: 0,
    bytes: 0,
  };
}

/** Starts counting anew; what is held stays. */
export function resetCounters(route: CachedRoute): void {
  Object.assign(route.local, { hits: 0, misses: 0, stale: 0 });
  Object.assign(route.shared, { hits: 0, misses: 0, stale: 0 });
  route.made = 0;
  route.collapsed = 0;
}
