import { redisLimits } from "../adapters/redis/redis-limits.ts";
import { createRateLimiter, type RateLimiter } from "../services/limits/rate-limiter.ts";
import type { Opened } from "./opened.ts";
import { dataName } from "./shared-store.ts";

export interface Limits {
  /** Absent when nothing is limited. */
  readonly rateLimiter: RateLimiter | undefined;
  readonly closeLimits: () => Promise<void>;
}

/** Among replicas through Redis; by itself when there is none. */
export function composeLimits(opened: Opened): Limits {
  const { config, clock, limitStore } = opened;
  const rates = {
    reads: config.rateLimitReads,
    writes: config.rateLimitWrites,
    imports: config.rateLimitImports,
    ai: config.rateLimitAi,
  };
  if (Object.values(rates).every((rate) => rate === "off")) {
    return { rateLimiter: undefined, closeLimits: async () => {} };
  }
  const { redisUrl, databaseUrl, workers: processes } = config;
  // Without the code's name: during an update both versions count together.
  const prefix = `pomodoro-ml:${dataName(databaseUrl)}:limits:`;
  const store = limitStore ?? (redisUrl === undefined ? undefined : redisLimits(redisUrl, prefix));
  return {
    rateLimiter: createRateLimiter({ rates, clock, store, processes }),
    closeLimits: async () => store?.close(),
  };
}
