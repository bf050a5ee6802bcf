import { after } from "node:test";
import { memoryStore } from "../../../src/adapters/memory-store.ts";
import { redisStore } from "../../../src/adapters/redis/redis-store.ts";
import type { CacheStore } from "../../../src/ports.ts";
import { answerCacheSuite } from "../../suites/answer-cache-suite.ts";
import type { StoreUnderTest } from "../../support/answer-stage.ts";
import { uniqueId } from "../../support/builders.ts";
import { type Faults, faultyStore } from "../../support/faulty-store.ts";
import { missingRedis, REDIS_URL } from "../../support/redis.ts";
import { openRedisCluster } from "../../support/redis-cluster.ts";

/** What is tested here is what is kept, not how soon a store answers. */
const PATIENT_MS = 10_000;

type Listener = Parameters<CacheStore["listen"]>[0];

/** Connecting takes longer than most tests do: all tests of a suite use the same two connections in turn. */
function redis(name: string, url: string, skip: string | undefined): StoreUnderTest {
  const channel = `test:${process.pid}:${uniqueId()}:removed`;
  let opened: readonly [CacheStore, CacheStore] | undefined;
  after(async () => {
    for (const store of opened ?? []) await store.close();
  });
  return {
    name,
    skip,
    shares: true,
    async open() {
      opened ??= [
        heardInTurn(redisStore(url, channel, PATIENT_MS)),
        heardInTurn(redisStore(url, channel, PATIENT_MS)),
      ];
      return { stores: opened, async close() {} };
    },
  };
}

/** The last listener receives every message. */
function heardInTurn(store: CacheStore): CacheStore {
  let listener: Listener | undefined;
  store.listen({
    onMessage: (message) => listener?.onMessage(message),
    onGap: () => listener?.onGap(),
  });
  return {
    ...store,
    listen(next) {
      listener = next;
    },
  };
}

/** A store in memory that goes wrong in one way once both replicas are connected to it. */
function faulty(name: string, shares: boolean, fault: () => Partial<Faults>): StoreUnderTest {
  return {
    name,
    shares,
    async open(clock) {
      const { store, faults, mend } = faultyStore(memoryStore(clock));
      return {
        stores: [store, store],
        breakIt: () => void Object.assign(faults, fault()),
        mend,
        close: () => store.close(),
      };
    },
  };
}

/** What somebody else might have put under our keys, one after the other. */
function wrongTexts(): (text: string) => string {
  let turn = 0;
  const texts = [
    () => "",
    () => "\n",
    () => "{}\n{}",
    () => "null\n",
    () => "not json",
    (text: string) => text.slice(0, -1),
    (text: string) => `${text}x`,
    (text: string) => text.replace('"version":', '"version":0.5,"was":'),
    (text: string) => text.replace("/api/x", "/api/y"),
    (text: string) => text.replaceAll("alice", "bobby"),
  ];
  return (text) => {
    turn += 1;
    return texts[turn % texts.length]?.(text) ?? "";
  };
}

const cluster = await openRedisCluster();
after(() => cluster.close());
const stores: readonly StoreUnderTest[] = [
  {
    name: "in this process alone",
    shares: false,
    open: async () => ({ stores: [undefined, undefined], async close() {} }),
  },
  {
    name: "memory",
    shares: true,
    async open(clock) {
      const store = memoryStore(clock);
      return { stores: [store, store], close: () => store.close() };
    },
  },
  redis("Redis", REDIS_URL, await missingRedis()),
  redis("Redis Cluster", cluster.url, cluster.skip),
  faulty("a slow store", true, () => ({ turns: 20 })),
  faulty("a silent store", false, () => ({ silence: "before" })),
  faulty("a store that does what it is told and is silent", false, () => ({ silence: "after" })),
  faulty("a full store", false, () => ({ refuses: "writes" })),
  faulty("a store that refuses everything", false, () => ({ refuses: "all" })),
  faulty("a store that loses what it is given", false, () => ({ losesWrites: true })),
  faulty("a store that loses what it has", false, () => ({ losesKeys: true })),
  faulty("a store with wrong data", false, () => ({ garble: wrongTexts() })),
];

for (const store of stores) answerCacheSuite(store);
