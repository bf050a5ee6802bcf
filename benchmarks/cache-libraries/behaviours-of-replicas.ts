import assert from "node:assert/strict";
import { connectedRedis, keysWith } from "../support/redis-keys.ts";
import { alice, type Behaviour, fail, pass } from "./behaviour.ts";

/** What several processes that share a Redis are asked for. */
export const BEHAVIOURS_OF_REPLICAS: readonly Behaviour[] = [
  {
    id: "shared",
    title: "replicas share what one has made",
    async check({ open }) {
      const [one, other] = [await open(), await open()];
      await one.ask(alice(), () => "a");
      await pass(50);
      assert.equal(await other.ask(alice(), fail), "a");
    },
  },
  {
    id: "one-among-replicas",
    title: "an expensive answer is made once among replicas",
    async check({ open }) {
      const replicas = [];
      for (let n = 0; n < 4; n += 1) replicas.push(await open({ isExpensive: true }));
      let calls = 0;
      const make = async () => {
        calls += 1;
        await pass(300);
        return "a";
      };
      await Promise.all(replicas.map((each) => each.ask(alice(), make)));
      assert.equal(calls, 1);
    },
  },
  {
    id: "deleted-everywhere",
    title: "a deletion reaches every replica, stale copies too",
    async check({ open }) {
      const [one, other] = [await open({ ttlMs: 60_000 }), await open({ ttlMs: 60_000 })];
      await one.ask(alice(), () => "old");
      await pass(50);
      await other.ask(alice(), fail);
      await one.remove("alice");
      await pass(1000);
      await assert.rejects(other.ask(alice(), fail));
    },
  },
  {
    id: "converges",
    title: "also one that was cut off while the others deleted",
    async check({ open, network, farUrl }) {
      const [one, far] = [await open(), await open({ redisUrl: farUrl, ttlMs: 60_000 })];
      await far.ask(alice(), () => "old");
      network.open = false;
      for (const connection of network.connections) connection.cut();
      await pass(100);
      await one.remove("alice");
      network.open = true;
      await pass(4000);
      assert.equal(await far.ask(alice(), () => "new"), "new");
    },
  },
  {
    id: "nothing-piles-up",
    title: "a question takes one place in Redis, however often its data change",
    async check({ open, prefix }) {
      const one = await open();
      for (let version = 1; version <= 50; version += 1) {
        await one.ask(alice("[]", version), () => `answer ${version}`);
      }
      await pass(50);
      const keys = await keysWith(prefix);
      // Ours notes a person's keys in a set besides.
      assert.ok(keys.length <= 2, `${keys.length} keys`);
    },
  },
  {
    id: "redis-gone",
    title: "without Redis everything is answered at once",
    async check({ open }) {
      const one = await open({ redisUrl: "redis://127.0.0.1:1" });
      const started = performance.now();
      for (let n = 0; n < 50; n += 1) {
        assert.equal(await one.ask(alice(String(n)), () => "a"), "a");
      }
      assert.ok(performance.now() - started < 1000, "takes more than a second");
    },
  },
  {
    id: "redis-silent",
    title: "a Redis that says nothing holds up a few requests at most",
    async check({ open, network, farUrl }) {
      const one = await open({ redisUrl: farUrl });
      await one.ask(alice("warm"), () => "a");
      for (const connection of network.connections) connection.freeze();
      const started = performance.now();
      for (let n = 0; n < 50; n += 1) {
        assert.equal(await one.ask(alice(String(n)), () => "a"), "a");
      }
      assert.ok(performance.now() - started < 1000, "takes more than a second");
    },
  },
  {
    id: "wrong-data",
    title: "other data under its keys are taken for nothing",
    async check({ open, prefix }) {
      const [one, other] = [await open(), await open()];
      await one.ask(alice(), () => "a");
      await pass(50);
      const client = await connectedRedis();
      try {
        for (const key of await keysWith(prefix)) {
          if ((await client.type(key)) === "string") await client.set(key, "somebody else's");
        }
      } finally {
        client.disconnect();
      }
      assert.equal(await other.ask(alice(), () => "made anew"), "made anew");
    },
  },
];
