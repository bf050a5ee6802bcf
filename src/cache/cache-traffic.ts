import type { CacheService } from "./cache-service.ts";
import type { CachedRoute } from "./cached-route.ts";

/** What the tiers were asked for over all routes since their counters were last reset. */
export function cacheTraffic(
  routes: Iterable<CachedRoute>,
): Record<"local" | "shared", { hits: number; misses: number }> {
  const traffic = { local: { hits: 0, misses: 0 }, shared: { hits: 0, misses: 0 } };
  for (const route of routes) {
    for (const tier of ["local", "shared"] as const) {
      // A stale answer was found too: nobody waited for a new one.
      traffic[tier].hits += route[tier].hits + route[tier].stale;
      traffic[tier].misses += route[tier].misses;
    }
  }
  return traffic;
}

/** The same of the tiers that there are: one that is not configured misses nothing. */
export function configuredTraffic(
  service: Pick<CacheService, "routes" | "sharedStatus">,
): Partial<ReturnType<typeof cacheTraffic>> {
  const { local, shared } = cacheTraffic(service.routes.values());
  return service.sharedStatus().state === "none" ? { local } : { local, shared };
}
