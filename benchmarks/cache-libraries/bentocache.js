import { hash } from "node:crypto";
import { BentoCache, bentostore } from "bentocache";
import { memoryDriver } from "bentocache/drivers/memory";
import { redisBusDriver, redisDriver } from "bentocache/drivers/redis";
import { Redis } from "ioredis";

/** As quick to give up as our own client is: its default is to wait for a server that does not answer. */
const IMPATIENT = { commandTimeout: 100, enableOfflineQueue: false, maxRetriesPerRequest: 1 };

/** Says nothing of lost connections, which are part of the test, and is closed with those made after it. */
class QuietRedis extends Redis {
  constructor(options, opened) {
    super({ connectTimeout: 1000, ...options });
    this.opened = opened;
    opened.push(this);
    this.on("error", () => {});
  }

  duplicate(override) {
    return new QuietRedis({ ...this.options, ...override }, this.opened);
  }
}

/**
 * bentocache 1.6 as its documentation has it for several replicas: memory over Redis, a bus between them, a grace
 * period, a soft timeout of 0 (stale at once, revalidated in the background), a circuit breaker. Each person has a
 * namespace, because `clear` deletes while tags only expire; the data's version is part of the key.
 *
 * @param {import("./subject.ts").SubjectOptions} options
 * @param {boolean} isSerialized whether memory holds text, which its bound in bytes needs
 * @returns {Promise<import("./subject.ts").Subject>}
 */
export async function openBentocache(options, isSerialized) {
  const { prefix, redisUrl, ttlMs, staleMs, maxBytes } = options;
  const memory = isSerialized
    ? { serialize: true, maxSize: maxBytes, maxItems: 1_000_000 }
    : { serialize: false, maxItems: 1_000_000 };
  const store = bentostore().useL1Layer(memoryDriver(memory));
  const connections = [];
  if (redisUrl !== undefined) {
    const { hostname, port } = new URL(redisUrl);
    const place = { host: hostname, port: Number(port || 6379) };
    store.useL2Layer(
      redisDriver({ connection: new QuietRedis({ ...place, ...IMPATIENT }, connections) }),
    );
    // A subscription is one command that never ends, and one made too early has to wait for the connection.
    store.useBus(redisBusDriver({ connection: new QuietRedis(place, connections) }));
  }
  const cache = new BentoCache({
    default: "answers",
    stores: { answers: store },
    prefix,
    ttl: ttlMs,
    // Counted from when an answer was made, not from the end of its time.
    grace: staleMs === 0 ? false : ttlMs + staleMs,
    timeout: 0,
    l2CircuitBreakerDuration: 1000,
  });
  // It subscribes to the bus when it is first used.
  await cache.has({ key: "anything" });
  // Two names must not spell the same key, whatever a person is called.
  const spaces = new Map();
  const spaceOf = (userId) => {
    const known = spaces.get(userId);
    if (known !== undefined) return known;
    const space = cache.namespace(hash("sha256", userId, "base64url"));
    spaces.set(userId, space);
    return space;
  };
  return {
    findNow: () => undefined,
    ask: ({ userId, parameters, version }, make) =>
      spaceOf(userId).getOrSet({ key: `${version} ${parameters}`, factory: async () => make() }),
    remove: (userId) => spaceOf(userId).clear(),
    async close() {
      // Its own way to close waits for an answer to QUIT, which a Redis in trouble does not give.
      for (const connection of connections) connection.disconnect();
    },
  };
}
