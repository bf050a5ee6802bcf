import type { CacheStatistics, Tier } from "../schemas/cache.ts";
import type { CacheService } from "./cache-service.ts";
import { cacheTraffic } from "./cache-traffic.ts";
import type { CachedRoute, TierCounters } from "./cached-route.ts";

const STATES = { none: "none", closed: "up", open: "down" } as const;

/** The state of the shared store; nothing when none is configured. */
export function sharedStore({
  sharedStatus,
}: Pick<CacheService, "sharedStatus">): "up" | "down" | undefined {
  const state = STATES[sharedStatus().state];
  return state === "none" ? undefined : state;
}

/** Outcomes of requests since the last reset of the counters, in total and by route. */
export function cacheStatistics(service: CacheService): CacheStatistics {
  const routes = [...service.routes.values()];
  const { bytes, maxBytes, entries } = service.memory;
  const { state, errors, unreadable, pendingDeletions } = service.sharedStatus();
  return {
    local: { ...describe(sum(routes, "local")), entries, bytes, max_bytes: maxBytes },
    shared: {
      ...describe(sum(routes, "shared")),
      state: STATES[state],
      errors,
      unreadable,
      pending_deletions: pendingDeletions,
    },
    routes: routes.map((route) => ({
      route: route.url,
      policy: {
        ttl_seconds: route.policy.ttlMs / 1000,
        stale_seconds: route.policy.staleMs / 1000,
        bucket: route.policy.bucket,
        shared: route.policy.shared,
      },
      local: describe(route.local),
      shared: describe(route.shared),
      made: route.made,
      collapsed: route.collapsed,
      entries: route.entries,
      bytes: route.bytes,
    })),
  };
}

function sum(routes: readonly CachedRoute[], tier: "local" | "shared"): TierCounters {
  const { hits, misses } = cacheTraffic(routes)[tier];
  const stale = routes.reduce((total, route) => total + route[tier].stale, 0);
  return { hits: hits - stale, misses, stale };
}

function describe({ hits, misses, stale }: TierCounters): Tier {
  const requests = hits + misses + stale;
  const rate = requests === 0 ? null : Math.round(((hits + stale) / requests) * 10_000) / 10_000;
  return { hits, misses, stale, hit_rate: rate };
}
