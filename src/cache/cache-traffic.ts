import type { CacheService } from "./cache-service.ts";
import type { CachedRoute } from "./cached-route.ts";

/** Hits and misses of the tiers over all routes, since the last reset of the counters. */
export function cacheTraffic(
  routes: Iterable<CachedRoute>,
): Record<"local" | "shared", { hits: number; misses: number }> {
  const traffic = { local: { hits: 0, misses: 0 }, shared: { hits: 0, misses: 0 } };
  for (const route of routes) {
    for (const tier of ["local", "shared"] as const) {
      // A stale answer is a hit, because no request waited for a new one.
      traffic[tier].hits += route[tier].hits + route[tier].stale;
      traffic[tier].misses += route[tier].misses;
    }
  }
  return traffic;
}

/** The same, without a tier that is not configured. */
export function configuredTraffic(
  service: Pick<CacheService, "routes" | "sharedStatus">,
): Partial<ReturnType<typeof cacheTraffic>> {
  const { local, shared } = cacheTraffic(service.routes.values());
  return service.sharedStatus().state === "none" ? { local } : { local, shared };
}
