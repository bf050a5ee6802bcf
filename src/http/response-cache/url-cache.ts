import { LRUCache } from "lru-cache";
import type { Loader } from "../../cache/cache-request.ts";
import type { CachedRoute } from "../../cache/cached-route.ts";
import type { Budget } from "../../config/limit-settings.ts";
import type { Locale } from "../../messages/translate.ts";
import type { Recorder } from "../request-metrics.ts";
import type { RouteScope } from "../route-scope.ts";

/** The cache request of a URL, as routing, validation and normalisation yield it. */
export interface CachedUrl {
  readonly route: CachedRoute;
  /** The output of `normalizeParameters`. */
  readonly parameters: string;
  /** Creates the loader of a person's answer. */
  readonly make: (userId: string, locale: Locale) => Loader;
  /** The scope that the credential must grant. */
  readonly scope: RouteScope;
  /** The rate-limit budget that its requests use. */
  readonly budget: Budget | undefined;
  /** Measures a request to the route. */
  readonly record: Recorder | undefined;
}

/** URLs of cached routes, as clients spell them. */
export type UrlCache = Pick<LRUCache<string, CachedUrl>, "get" | "set" | "clear">;

const MAX_ADDRESSES = 10_000;
/** Longer URLs are not remembered, so that a client cannot fill the memory. */
const MAX_ADDRESS = 500;

export function createUrlCache(): UrlCache {
  return new LRUCache<string, CachedUrl>({
    max: MAX_ADDRESSES,
    maxSize: MAX_ADDRESSES * MAX_ADDRESS,
    maxEntrySize: MAX_ADDRESS,
    sizeCalculation: (_question, address) => address.length + 1,
  });
}
