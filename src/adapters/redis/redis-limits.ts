import { randomUUID } from "node:crypto";
import type { LimitStore } from "../../ports.ts";
import { connectRedis } from "./connect-redis.ts";
import { runScript } from "./redis-run.ts";
import { COUNT_PROCESSES, TAKE_UNITS } from "./redis-scripts.ts";

/** A process that has not counted a request for this long no longer shares the limits. */
const PROCESS_TTL_MS = 60_000;

/**
 * Redis, Valkey or a Redis Cluster as the store of shared rate limits. It has its own connection, so that the cache's
 * traffic does not delay it, and never waits for a connection.
 */
export function redisLimits(url: string, prefix: string): LimitStore {
  const connection = connectRedis(url);
  const self = randomUUID();
  const numbersOf = (reply: unknown) => (Array.isArray(reply) ? reply.map(Number) : []);

  return {
    async take(key, { count, periodMs }, wanted) {
      const words = [count, periodMs, wanted].map(String);
      const reply = await runScript(connection.send, TAKE_UNITS, [`${prefix}${key}`], words);
      const [granted = 0, remaining = 0, moreInMs = 0] = numbersOf(reply);
      return { granted, remaining, moreInMs };
    },
    async countProcesses() {
      const words = [self, String(PROCESS_TTL_MS)];
      return Number(
        await runScript(connection.send, COUNT_PROCESSES, [`${prefix}processes`], words),
      );
    },
    async close() {
      connection.close();
    },
  };
}
