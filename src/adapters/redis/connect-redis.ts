import { connectCluster } from "./redis-cluster.ts";
import type { RedisConnection } from "./redis-connection.ts";
import { DEADLINE_MS } from "./redis-deadline.ts";
import { redisTarget } from "./redis-options.ts";
import { connectServer } from "./redis-server.ts";

/** Starts connecting and returns at once. */
export function connectRedis(url: string, deadlineMs: number = DEADLINE_MS): RedisConnection {
  const target = redisTarget(url);
  return target.kind === "cluster"
    ? connectCluster(target, deadlineMs)
    : connectServer(target, deadlineMs);
}
