import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { redisStore } from "../../../src/adapters/redis/redis-store.ts";
import type { CacheStore } from "../../../src/ports.ts";
import { uniqueId } from "../../support/builders.ts";
import { eventually } from "../../support/eventually.ts";
import { askRedis } from "../../support/own-redis.ts";
import { openRedisCluster, type RedisCluster, slotOf } from "../../support/redis-cluster.ts";

const cluster: RedisCluster = await openRedisCluster({ replicasEach: 1 });
const base = `test:${uniqueId()}:`;

/** Two that differ in their node. */
const SAFE = `${base}{b}`;
const AFFECTED = `${base}{a}`;

interface Listening {
  readonly store: CacheStore;
  readonly messages: string[];
  gaps: number;
}

function openStore(): Listening {
  const store = redisStore(cluster.url, `${base}removed`);
  const listening: Listening = { store, messages: [], gaps: 0 };
  store.listen({
    onMessage: (message) => listening.messages.push(message),
    onGap() {
      listening.gaps += 1;
    },
  });
  return listening;
}

function put(store: CacheStore, group: string, value: string): Promise<boolean> {
  return store.set(`${group}x`, value, { ttlMs: 60_000, group, rank: [0, 0, 0] }).then(
    () => true,
    () => false,
  );
}

async function holds(store: CacheStore, group: string, value: string): Promise<boolean> {
  return (await store.get(`${group}x`, group).catch(() => undefined)) === value;
}

async function masterOf(group: string): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>();
  await eventually(
    "a master is known",
    async () => {
      const port = await cluster.masterOf(slotOf(group));
      if (port !== undefined) resolve(port);
      return port !== undefined;
    },
    10_000,
  );
  return promise;
}

describe("a Redis Cluster", { skip: cluster.skip ?? false }, () => {
  let open: Listening[];
  before(async () => {
    open = [openStore(), openStore()];
    for (const { store } of open) {
      for (const group of [SAFE, AFFECTED]) {
        await eventually("every node is known", () => put(store, group, "1"), 5000);
      }
    }
  });
  after(async () => {
    for (const { store } of open) await store.close();
    await cluster.close();
  });

  function opened(index: number): Listening {
    return open[index] ?? assert.fail();
  }

  test("serves keys while they are moved to another node, and afterwards", async () => {
    const { store } = opened(0);
    const group = `${base}{moving}`;
    const slot = String(slotOf(group));
    const from = await masterOf(group);
    const to = cluster.ports.slice(0, 3).find((port) => port !== from) ?? 0;
    const ids = new Map<number, string>();
    for (const port of [from, to]) ids.set(port, await askRedis(port, "cluster", "myid"));
    await put(store, group, "before");
    await askRedis(to, "cluster", "setslot", slot, "importing", ids.get(from) ?? "");
    await askRedis(from, "cluster", "setslot", slot, "migrating", ids.get(to) ?? "");
    assert.equal(await holds(store, group, "before"), true, "not moved yet");
    const keys = (await askRedis(from, "cluster", "getkeysinslot", slot, "10")).split("\n");
    assert.equal(keys.length, 2);
    await askRedis(from, "migrate", "127.0.0.1", String(to), "", "0", "5000", "keys", ...keys);
    assert.equal(await holds(store, group, "before"), true, "moved, and asked for where it is");
    assert.equal(await put(store, group, "meanwhile"), true);
    assert.equal(await holds(store, group, "meanwhile"), true);
    for (const port of [to, from]) {
      await askRedis(port, "cluster", "setslot", slot, "node", ids.get(to) ?? "");
    }
    assert.equal(await holds(store, group, "meanwhile"), true, "at its new node");
    assert.equal(await store.delete([`${group}x`]), 1);
  });

  test("serves other slots while a master is dead, and all slots after its successor is elected", async () => {
    const dead = await masterOf(AFFECTED);
    assert.notEqual(await masterOf(SAFE), dead, "the test needs two nodes");
    const gaps = open.map((each) => each.gaps);
    await cluster.kill(dead);
    for (const { store } of open) {
      assert.equal(await put(store, SAFE, "during"), true, "the others are used as before");
    }
    // A store that is opened now sees the dead master in the layout.
    const late = openStore();
    open.push(late);
    await eventually("the others are used by it", () => put(late.store, SAFE, "late"), 3000);
    for (const { store } of open) {
      await eventually("its keys are found again", () => put(store, AFFECTED, "after"), 15_000);
      assert.equal(await holds(store, AFFECTED, "after"), true);
    }
    assert.notEqual(await masterOf(AFFECTED), dead);

    const said = uniqueId();
    await eventually(
      "deletions are received by all",
      async () => {
        await opened(0)
          .store.publish(said)
          .catch(() => {});
        return open.every(({ messages }) => messages.includes(said));
      },
      5000,
    );
    assert.ok(
      open.some((each, index) => each.gaps > (gaps[index] ?? 0)),
      "who listened at the dead node knows that messages may be missing",
    );
    const found = new Set<string>();
    for await (const keys of late.store.scan(base)) for (const key of keys) found.add(key);
    assert.ok(found.has(`${SAFE}x`) && found.has(`${AFFECTED}x`), "every master is searched");
  });
});
