import { LRUCache } from "lru-cache";
import type { Loader } from "../../cache/cache-request.ts";
import type { CachedRoute } from "../../cache/cached-route.ts";
import type { Budget } from "../../config/limit-settings.ts";
import type { Locale } from "../../messages/translate.ts";
import type { Recorder } from "../request-metrics.ts";
import type { RouteScope } from "../route-scope.ts";

/** What an address asks, found out once by routing, checking and normalising it. */
export interface CachedUrl {
  readonly route: CachedRoute;
  /** As `normalizeParameters` writes them. */
  readonly parameters: string;
  /** Works the answer out for a person. */
  readonly make: (userId: string, locale: Locale) => Loader;
  /** What the credential must allow. */
  readonly scope: RouteScope;
  /** What its requests are counted by. */
  readonly budget: Budget | undefined;
  /** Measures a request to the route. */
  readonly record: Recorder | undefined;
}

/** Addresses of routes whose answers are kept, as clients spell them. */
export type UrlCache = Pick<LRUCache<string, CachedUrl>, "get" | "set" | "clear">;

const MAX_ADDRESSES = 10_000;
/** What is longer is found out each time: memory must not be for strangers to fill. */
const MAX_ADDRESS = 500;

export function createUrlCache(): UrlCache {
  return new LRUCache<string, CachedUrl>({
    max: MAX_ADDRESSES,
    maxSize: MAX_ADDRESSES * MAX_ADDRESS,
    maxEntrySize: MAX_ADDRESS,
    sizeCalculation: (_question, address) => address.length + 1,
  });
}
