import { ErrorReply } from "@redis/client";
import { type CacheStore, CacheStoreError } from "../ports.ts";
import { connectRedis } from "./redis-connection.ts";

/**
 * A command that takes longer is given up: what is asked for here takes less than a millisecond in memory, and a
 * slow Redis hurts more than none.
 */
const DEADLINE_MS = 100;

/** How long the list of a group's keys is kept after the last addition; longer than any key lives. */
const GROUP_TTL_MS = 86_400_000;

const SCAN_BATCH = "500";
const UNLINK_BATCH = 100;

/** Redis, Valkey or a Redis Cluster as a store. Never waits for a connection and never throws before it is used. */
export function redisStore(url: string, channel: string): CacheStore {
  const connection = connectRedis(url);

  /** A late answer is dropped; its failure is nobody's. */
  async function inTime<Value>(work: Promise<Value>): Promise<Value> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        connection.suspect();
        reject(new CacheStoreError(`no answer within ${DEADLINE_MS} ms`, false));
      }, DEADLINE_MS);
    });
    work.catch(() => {});
    try {
      return await Promise.race([work, late]);
    } finally {
      clearTimeout(timer);
    }
  }

  async function send(key: string, ...words: string[]): Promise<unknown> {
    try {
      return await inTime(connection.send(key, words));
    } catch (error) {
      if (error instanceof CacheStoreError || !isDisconnect(error)) throw toStoreError(error);
      // The connection ended under the command. One more try: another may be open already.
      return inTime(connection.send(key, words)).catch((again) => {
        throw toStoreError(again);
      });
    }
  }

  return {
    async get(key) {
      const value = await send(key, "GET", key);
      return typeof value === "string" ? value : undefined;
    },

    async set(key, value, { ttlMs, group }) {
      const life = String(Math.max(1, Math.ceil(ttlMs)));
      await Promise.all([
        send(key, "SET", key, value, "PX", life),
        send(group, "SADD", group, key),
        send(group, "PEXPIRE", group, String(GROUP_TTL_MS)),
      ]);
    },

    async members(group) {
      return texts(await send(group, "SMEMBERS", group));
    },

    async delete(keys) {
      const parts = connection.together(keys).flatMap((part) => chunks(part, UNLINK_BATCH));
      const counts = await Promise.all(parts.map((part) => send(part[0] ?? "", "UNLINK", ...part)));
      return counts.reduce<number>((sum, count) => sum + Number(count), 0);
    },

    async *scan(prefix) {
      const nodes = await connection.nodes().catch((error) => {
        throw toStoreError(error);
      });
      for (const node of nodes) {
        for (let cursor = "0", first = true; first || cursor !== "0"; first = false) {
          const words = ["SCAN", cursor, "MATCH", `${literally(prefix)}*`, "COUNT", SCAN_BATCH];
          const reply: unknown = await inTime(node(words)).catch((error) => {
            throw toStoreError(error);
          });
          const [next, keys]: unknown[] = Array.isArray(reply) ? reply : [];
          cursor = String(next ?? "0");
          yield texts(keys);
        }
      }
    },

    async publish(message) {
      await inTime(connection.publish(channel, message)).catch((error) => {
        throw toStoreError(error);
      });
    },

    listen({ onMessage, onGap }) {
      connection.subscribe(channel, onMessage, onGap);
    },

    async close() {
      connection.close();
    },
  };
}

function isDisconnect(error: unknown): boolean {
  return error instanceof Error && /Socket|Disconnect/.test(error.constructor.name);
}

function toStoreError(error: unknown): CacheStoreError {
  if (error instanceof CacheStoreError) return error;
  const message = error instanceof Error ? error.message : "unknown failure";
  return new CacheStoreError(message, error instanceof ErrorReply, error);
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

/** The text as a pattern that matches only itself. */
function literally(text: string): string {
  return text.replaceAll(/[\\*?[\]^]/g, "\\$&");
}
