import { redisStore } from "../../src/adapters/redis/redis-store.ts";
import type { CacheStore } from "../../src/ports.ts";

/** Longer than any simulation takes. */
const REAL_LIFE_MS = 24 * 3_600_000;

/**
 * Redis without its own clock, on which a simulated minute lasts a quarter of an hour: it would drop answers long before
 * their time. The replicas look at each answer's time themselves.
 */
export function lastingStore(url: string): CacheStore {
  const store = redisStore(url, "hit-rate:news");
  return {
    ...store,
    set: (key, value, options) => store.set(key, value, { ...options, ttlMs: REAL_LIFE_MS }),
  };
}
