import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { memoryStore } from "../../../src/adapters/memory-store.ts";
import { redisStore } from "../../../src/adapters/redis/redis-store.ts";
import type { CachePolicy } from "../../../src/cache/cache-policy.ts";
import type { CacheRequest } from "../../../src/cache/cache-request.ts";
import { type CacheService, createCacheService } from "../../../src/cache/cache-service.ts";
import type { CachedRoute } from "../../../src/cache/cached-route.ts";
import { createSharedTier } from "../../../src/cache/shared-tier.ts";
import { type CacheStore, CacheStoreError } from "../../../src/ports.ts";
import { openZone } from "../../../src/time/zone.ts";
import { uniqueId } from "../../support/builders.ts";
import { eventually } from "../../support/eventually.ts";
import { faultyNetwork } from "../../support/faulty-network.ts";
import { peopleOf } from "../../support/people.ts";
import { missingRedis, REDIS_URL } from "../../support/redis.ts";
import { type TestClock, testClock } from "../../support/test-clock.ts";

const POLICY: CachePolicy = { ttlMs: 100_000, staleMs: 50_000, bucket: "none", shared: true };
const START = "2026-03-02T12:00:00Z";

const UTC = { zone: openZone("UTC"), dayStartHour: 0 };

/** Pending deletions are retried when the store is used again. */
const nobodyPays = () => new Promise<never>(() => {});

interface Replica {
  readonly service: CacheService;
  readonly route: CachedRoute;
  ask(text: string, userId?: string): Promise<string>;
}

function replica(store: CacheStore, clock: TestClock, prefix = "p:"): Replica {
  const service = createCacheService({
    clock,
    pause: async (ms) => clock.advance(ms),
    people: peopleOf(() => ({ version: 1, cut: UTC })),
    profileValidUntilMs: () => undefined,
    maxBytes: 1_000_000,
    openShared: (news) => createSharedTier({ store, clock, pause: nobodyPays, prefix, ...news }),
    spread: () => 0,
    isOutage: () => false,
  });
  const route = service.declare("/api/x", POLICY);
  return {
    service,
    route,
    async ask(text, userId = "alice") {
      const request: CacheRequest = { route, userId, locale: "en", parameters: "[]" };
      const { answer, from } = await service.answers.obtain(request, () => Buffer.from(text));
      return `${from} ${Buffer.from(answer.wire, "latin1")}`;
    },
  };
}

describe("replicas that share a store", () => {
  test("serve only their own answers, whatever value is stored under the key", async () => {
    const clock = testClock(START);
    const store = memoryStore(clock);
    const writer = replica(store, clock);
    await writer.ask("right");
    await writer.ask("bob's", "bob");
    const keys: string[] = [];
    for await (const batch of store.scan("p:")) keys.push(...batch);
    const [alice = "", bob = ""] = keys;
    const right = (await store.get(alice)) ?? "";
    const wrong = [
      "",
      "\n",
      "{}\n{}",
      "null\n",
      "not json",
      right.slice(0, -1),
      `${right}x`,
      right.replace('"version":1', '"version":"1"'),
      (await store.get(bob)) ?? "",
    ];
    for (const value of wrong) {
      await store.set(alice, value, { ttlMs: 60_000, group: "g", rank: [2, 0, 0] });
      const reader = replica(store, clock);
      assert.equal(await reader.ask("made anew"), "made made anew", value);
      assert.equal(reader.service.sharedStatus().unreadable, 1, value);
    }
  });
});

describe("a store in trouble", () => {
  /** Fails as told; what it holds is real. */
  function troubled(clock: TestClock) {
    const store = memoryStore(clock);
    const trouble: { with: CacheStoreError | undefined; calls: number } = {
      with: undefined,
      calls: 0,
    };
    const guard =
      <Arguments extends unknown[], Result>(call: (...given: Arguments) => Promise<Result>) =>
      async (...given: Arguments): Promise<Result> => {
        trouble.calls += 1;
        if (trouble.with !== undefined) throw trouble.with;
        return call(...given);
      };
    const guarded: CacheStore = {
      ...store,
      get: guard(store.get),
      set: guard(store.set),
      members: guard(store.members),
      delete: guard(store.delete),
      publish: guard(store.publish),
    };
    return { guarded, trouble };
  }

  test("is probed once a second while it does not answer, and used again when it is back", async () => {
    const clock = testClock(START);
    const { guarded, trouble } = troubled(clock);
    const one = replica(guarded, clock);
    trouble.with = new CacheStoreError("down", false);
    for (let user = 0; user < 20; user += 1) await one.ask("a", `user ${user}`);
    assert.ok(trouble.calls <= 3, `${trouble.calls} calls`);
    assert.equal(one.service.sharedStatus().state, "open");
    clock.advance(1000);
    const before = trouble.calls;
    for (let user = 20; user < 40; user += 1) await one.ask("a", `user ${user}`);
    assert.equal(trouble.calls - before, 1, "one probe");
    trouble.with = undefined;
    clock.advance(1000);
    await one.ask("a", "probe");
    assert.equal(one.service.sharedStatus().state, "closed");
    assert.equal(await replica(guarded, clock).ask("b", "probe"), "shared a");
  });

  test("still serves its answers when it is full", async () => {
    const clock = testClock(START);
    const { guarded, trouble } = troubled(clock);
    await replica(guarded, clock).ask("held");
    trouble.with = new CacheStoreError("OOM command not allowed", true);
    const one = replica(guarded, clock);
    for (let user = 0; user < 20; user += 1) await one.ask("a", `user ${user}`);
    assert.equal(one.service.sharedStatus().state, "closed");
    trouble.with = undefined;
    assert.equal(await one.ask("b"), "shared held");
  });

  test("carries out pending deletions when it is back, and serves none of those answers meanwhile", async () => {
    const clock = testClock(START);
    const { guarded, trouble } = troubled(clock);
    const [one, other] = [replica(guarded, clock), replica(guarded, clock)];
    await one.ask("old");
    await other.ask("old");
    trouble.with = new CacheStoreError("down", false);
    assert.deepEqual(await one.service.remove({ userId: "alice" }), { local: 1, shared: 0 });
    assert.equal(await one.ask("new"), "made new");
    trouble.with = undefined;
    clock.advance(1000);
    await one.ask("x", "carol");
    await eventually(
      "the others are told",
      async () => (await other.ask("new")) !== "local old",
      1000,
    );
    assert.notEqual(await replica(guarded, clock).ask("fresh"), "shared old");
  });
});

const skip = await missingRedis();

describe("a real Redis in trouble", { skip: skip ?? false }, () => {
  async function open() {
    const { hostname, port } = new URL(REDIS_URL);
    const network = await faultyNetwork(hostname, Number(port || 6379));
    const prefix = `test:${process.pid}:${uniqueId()}:`;
    const store = redisStore(`redis://127.0.0.1:${network.port}`, `${prefix}removed`);
    return { network, prefix, store };
  }

  for (const [name, breakIt, mend] of [
    [
      "slow",
      (network) => {
        network.delayMs = 500;
      },
      (network) => {
        network.delayMs = 0;
      },
    ],
    [
      "silent",
      (network) => {
        for (const connection of network.connections) connection.freeze();
      },
      () => {},
    ],
    [
      "gone",
      (network) => {
        network.open = false;
        for (const connection of network.connections) connection.cut();
      },
      (network) => {
        network.open = true;
      },
    ],
  ] satisfies [
    string,
    (network: Awaited<ReturnType<typeof faultyNetwork>>) => void,
    (network: Awaited<ReturnType<typeof faultyNetwork>>) => void,
  ][]) {
    test(`fails no request when it is ${name}, delays a few at most, and is used again afterwards`, async () => {
      const clock = testClock(START);
      const { network, prefix, store } = await open();
      const one = replica(store, clock, prefix);
      try {
        await eventually(
          "shared",
          async () => {
            await one.ask("a", "warm");
            clock.advance(1);
            return (await store.get("x").catch(() => "down")) === undefined;
          },
          5000,
        );
        breakIt(network);
        const started = performance.now();
        for (let user = 0; user < 100; user += 1) {
          assert.equal(await one.ask("a", `user ${user}`), "made a");
        }
        assert.equal(one.service.sharedStatus().state, "open");
        assert.ok(performance.now() - started < 2000, "the breaker opens after a few");
        mend(network);
        await eventually(
          "found again",
          async () => {
            clock.advance(1001);
            await one.ask("a", uniqueId());
            return one.service.sharedStatus().state === "closed";
          },
          10_000,
        );
      } finally {
        await one.service.remove({});
        await one.service.close();
        await network.close();
      }
    });
  }

  test("delays no request and causes no error when it was never available", async () => {
    const clock = testClock(START);
    const store = redisStore("redis://127.0.0.1:1", "nowhere");
    const one = replica(store, clock);
    assert.equal(await one.ask("a"), "made a");
    assert.equal(await one.ask("b"), "local a");
    await one.service.close();
  });
});
