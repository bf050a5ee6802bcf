import type { CachePolicy } from "./cache-policy.ts";

/** Outcomes of requests in one tier since the last reset of the counters. */
export interface TierCounters {
  hits: number;
  misses: number;
  /** Expired answers served: stale-while-revalidate and stale-if-error. */
  stale: number;
}

/** A route with a cache policy. */
export interface CachedRoute {
  /** The registered pattern, such as `/api/sessions/:id`. */
  readonly url: string;
  readonly policy: CachePolicy;
  readonly local: TierCounters;
  readonly shared: TierCounters;
  /** Answers loaded. */
  made: number;
  /** Requests that shared the load of an equal one. */
  collapsed: number;
  /** Entries in this process now. */
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

/** Resets the counters of outcomes; entries stay. */
export function resetCounters(route: CachedRoute): void {
  Object.assign(route.local, { hits: 0, misses: 0, stale: 0 });
  Object.assign(route.shared, { hits: 0, misses: 0, stale: 0 });
  route.made = 0;
  route.collapsed = 0;
}
