import { createRateLimiter, type RateLimiter } from "../services/limits/rate-limiter.ts";
import type { Opened } from "./opened.ts";
import { dataName } from "./shared-store.ts";

export interface Limits {
  /** Absent when all limits are off. */
  readonly rateLimiter: RateLimiter | undefined;
  readonly closeLimits: () => Promise<void>;
}

/** Rate limits that replicas share through Redis. Without Redis every process limits by itself. */
export function composeLimits(opened: Opened): Limits {
  const { config, clock, limitStore, redis } = opened;
  const rates = {
    reads: config.rateLimitReads,
    writes: config.rateLimitWrites,
    imports: config.rateLimitImports,
    ai: config.rateLimitAi,
  };
  if (Object.values(rates).every((rate) => rate === "off")) {
    return { rateLimiter: undefined, closeLimits: async () => {} };
  }
  const { databaseUrl, workers: processes } = config;
  // The prefix omits the code's digest, so that both versions count together during an update.
  const prefix = `pomodoro-ml:${dataName(databaseUrl)}:limits:`;
  const store = limitStore ?? redis?.limits(prefix);
  return {
    rateLimiter: createRateLimiter({ rates, clock, store, processes }),
    closeLimits: async () => store?.close(),
  };
}
