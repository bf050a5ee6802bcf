import type { CacheStore, LimitStore } from "../../ports.ts";
import { redisLimits } from "./redis-limits.ts";
import { redisStore } from "./redis-store.ts";

/** The stores of one Redis. Each opens a connection of its own. */
export interface RedisStores {
  cache(channel: string): CacheStore;
  limits(prefix: string): LimitStore;
}

export function redisStores(url: string): RedisStores {
  return {
    cache: (channel) => redisStore(url, channel),
    limits: (prefix) => redisLimits(url, prefix),
  };
}
