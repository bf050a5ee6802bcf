import { type CacheStore, CacheStoreError } from "../../ports.ts";
import { ATTRIBUTES } from "../../telemetry/semantic-conventions.ts";
import { withinSpan } from "../../telemetry/trace.ts";
import { connectRedis } from "./connect-redis.ts";
import type { RedisNode } from "./redis-connection.ts";
import { isRefusal } from "./redis-deadline.ts";
import { runScript } from "./redis-run.ts";
import { RELEASE_LEASE, type RedisScript, SET_UNLESS_OLDER, TAKE_LEASE } from "./redis-scripts.ts";
import type { RedisSubscription } from "./redis-subscription.ts";

/** Lifetime of a group's key set and of a counter after the last change; longer than that of any key. */
const GROUP_TTL_MS = 86_400_000;

const SCAN_BATCH = "500";
const UNLINK_BATCH = 100;

/** Redis, Valkey or a Redis Cluster as a store. It never waits for a connection, and never throws before it is used. */
export function redisStore(url: string, channel: string, deadlineMs?: number): CacheStore {
  const connection = connectRedis(url, deadlineMs);
  const subscriptions: RedisSubscription[] = [];
  const address = URL.parse(url);
  const server = {
    [ATTRIBUTES.dbSystem]: "redis",
    [ATTRIBUTES.serverAddress]: address?.hostname ?? "",
    [ATTRIBUTES.serverPort]: Number(address?.port || 6379),
  };

  async function send(key: string, ...words: string[]): Promise<unknown> {
    const [operation = ""] = words;
    return withinSpan(
      // The span omits keys, because they contain hashes of people's ids.
      () => ({ name: operation, attributes: { ...server, [ATTRIBUTES.dbOperation]: operation } }),
      () => connection.send(key, ...words).catch(rethrow),
    );
  }

  const run = (script: RedisScript, keys: readonly [string, ...string[]], ...given: string[]) =>
    runScript(send, script, keys, given);

  function nodes(): readonly RedisNode[] {
    try {
      return connection.nodes();
    } catch (error) {
      return rethrow(error);
    }
  }

  return {
    async get(key, group) {
      // Both commands go to the same node in one round trip.
      const [value, isNoted] = await Promise.all([
        send(key, "GET", key).catch(otherKind("")),
        group === undefined ? 1 : send(group, "SISMEMBER", group, key).catch(otherKind(0)),
      ]);
      return typeof value === "string" && isNoted === 1 ? value.replace(RANK, "") : undefined;
    },

    async set(key, value, { ttlMs, group, rank }) {
      const lives = [life(ttlMs), life(GROUP_TTL_MS)];
      await run(SET_UNLESS_OLDER, [key, group], ...rank.map(String), value, ...lives);
    },

    async lease(name, { holder, lifeMs, counter }) {
      const lives = [life(lifeMs), life(GROUP_TTL_MS)];
      const reply = await run(TAKE_LEASE, [name, counter], holder, ...lives);
      const [taken, fence]: unknown[] = Array.isArray(reply) ? reply : [];
      return { isMine: Number(taken) === 1, fence: Number(fence) || 0 };
    },

    async release(name, holder) {
      await run(RELEASE_LEASE, [name], holder);
    },

    async members(group) {
      return texts(await send(group, "SMEMBERS", group).catch(otherKind([])));
    },

    async delete(keys) {
      const parts = connection.together(keys).flatMap((part) => chunks(part, UNLINK_BATCH));
      const counts = await Promise.all(parts.map((part) => send(part[0] ?? "", "UNLINK", ...part)));
      return counts.reduce<number>((sum, count) => sum + Number(count), 0);
    },

    async *scan(prefix) {
      for (const node of nodes()) {
        for (let cursor = "0", first = true; first || cursor !== "0"; first = false) {
          const words = ["SCAN", cursor, "MATCH", `${literally(prefix)}*`, "COUNT", SCAN_BATCH];
          const reply: unknown = await node.send(...words).catch(rethrow);
          const [next, keys]: unknown[] = Array.isArray(reply) ? reply : [];
          cursor = String(next ?? "0");
          yield texts(keys);
        }
      }
    },

    async publish(message) {
      await connection.publish(channel, message).catch(rethrow);
    },

    listen({ onMessage, onGap }) {
      subscriptions.push(connection.subscribe(channel, { onMessage, onReady: onGap }));
    },

    async close() {
      for (const subscription of subscriptions) subscription.close();
      connection.close();
    },
  };
}

/** The rank in the format of `SET_UNLESS_OLDER`. */
const RANK = /^\d+ \d+ \d+\n/;

/** A lifetime of at least 1 ms, the minimum of Redis. */
function life(ms: number): string {
  return String(Math.max(1, Math.ceil(ms)));
}

function rethrow(error: unknown): never {
  const message = error instanceof Error ? error.message : "unknown failure";
  throw new CacheStoreError(message, isRefusal(error), error);
}

/** Replaces a value of an unexpected type, such as a list that another program has stored under our key. */
function otherKind<Value>(instead: Value): (error: CacheStoreError) => Value {
  return (error) => {
    if (error.message.startsWith("WRONGTYPE")) return instead;
    throw error;
  };
}

function texts(reply: unknown): string[] {
  if (reply instanceof Set) return texts([...reply]);
  return Array.isArray(reply) ? reply.filter((item) => typeof item === "string") : [];
}

function chunks(keys: readonly string[], size: number): readonly string[][] {
  return Array.from({ length: Math.ceil(keys.length / size) }, (_, index) =>
    keys.slice(index * size, (index + 1) * size),
  );
}

/** Escapes a text to a pattern that matches only the text. */
function literally(text: string): string {
  return text.replaceAll(/[\\*?[\]^]/g, "\\$&");
}
