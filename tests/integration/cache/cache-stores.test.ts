import { memoryStore } from "../../../src/adapters/memory-store.ts";
import { redisStore } from "../../../src/adapters/redis/redis-store.ts";
import { cacheStoreSuite } from "../../suites/cache-store-suite.ts";
import { uniqueId } from "../../support/builders.ts";
import { faultyNetwork } from "../../support/faulty-network.ts";
import { missingRedis, REDIS_URL } from "../../support/redis.ts";
import { openRedisCluster } from "../../support/redis-cluster.ts";
import { testClock } from "../../support/test-clock.ts";

/** What is tested here is what a store gives back, not how soon. */
const PATIENT_MS = 10_000;

const skip = await missingRedis();
const channel = `test:${process.pid}:${uniqueId()}:removed`;

cacheStoreSuite("memory", undefined, async () => {
  const store = memoryStore(testClock("2026-03-02T12:00:00Z"));
  return { stores: [store, store], close: () => store.close() };
});

cacheStoreSuite("Redis", skip, async () => {
  const stores = [
    redisStore(REDIS_URL, channel, PATIENT_MS),
    redisStore(REDIS_URL, channel, PATIENT_MS),
  ] as const;
  return {
    stores,
    async close() {
      for (const store of stores) await store.close();
    },
  };
});

cacheStoreSuite("Redis, 20 ms away", skip, async () => {
  const { hostname, port } = new URL(REDIS_URL);
  const network = await faultyNetwork(hostname, Number(port || 6379));
  network.delayMs = 20;
  const far = redisStore(`redis://127.0.0.1:${network.port}`, channel, PATIENT_MS);
  const near = redisStore(REDIS_URL, channel, PATIENT_MS);
  return {
    stores: [far, near],
    async close() {
      await far.close();
      await near.close();
      await network.close();
    },
  };
});

const cluster = await openRedisCluster();
cacheStoreSuite("Redis Cluster", cluster.skip, async () => {
  const stores = [
    redisStore(cluster.url, channel, PATIENT_MS),
    redisStore(cluster.url, channel, PATIENT_MS),
  ] as const;
  return {
    stores,
    async close() {
      for (const store of stores) await store.close();
      await cluster.close();
    },
  };
});
