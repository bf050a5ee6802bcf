import type { AnswerCache } from "./cache/answer-cache.ts";
import type { CachePolicy } from "./cache/cache-policy.ts";
import { type CachedRoute, cachedRoute } from "./cache/cached-route.ts";

/** Answers of routes that declare a policy, kept for their users. */
export interface CacheService {
  readonly answers: AnswerCache;
  /** Registers a route, or finds it again. */
  declare(url: string, policy: CachePolicy): CachedRoute;
  readonly routes: ReadonlyMap<string, CachedRoute>;
}

export function createCacheService({ answers }: { readonly answers: AnswerCache }): CacheService {
  const routes = new Map<string, CachedRoute>();
  return {
    answers,
    routes,
    declare(url, policy) {
      const known = routes.get(url);
      if (known !== undefined) return known;
      const route = cachedRoute(url, policy);
      routes.set(url, route);
      return route;
    },
  };
}
