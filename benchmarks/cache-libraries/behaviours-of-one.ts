import assert from "node:assert/strict";
import { alice, type Behaviour, fail, pass, STALE_MS, TTL_MS } from "./behaviour.ts";

const ALONE = { redisUrl: undefined };

/** What a single process with answers in memory is asked for. */
export const BEHAVIOURS_OF_ONE: readonly Behaviour[] = [
  {
    id: "synchronous-hit",
    title: "a hit is there before a promise resolves",
    async check({ open }) {
      const one = await open(ALONE);
      await one.ask(alice(), () => "a");
      assert.equal(one.findNow(alice()), "a");
    },
  },
  {
    id: "one-computation",
    title: "equal questions at once are answered by one computation",
    async check({ open }) {
      const one = await open(ALONE);
      let calls = 0;
      const make = async () => {
        calls += 1;
        await pass(20);
        return "a";
      };
      await Promise.all(Array.from({ length: 20 }, () => one.ask(alice(), make)));
      assert.equal(calls, 1);
    },
  },
  {
    id: "stale-while-revalidate",
    title: "after its time the old answer is served at once while a new one is made",
    async check({ open }) {
      const one = await open(ALONE);
      await one.ask(alice(), () => "old");
      await pass(TTL_MS + 100);
      assert.equal(await one.ask(alice(), () => "new"), "old");
      await pass(50);
      assert.equal(await one.ask(alice(), () => "newer"), "new");
    },
  },
  {
    id: "stale-on-error",
    title: "when none can be made, the old one is served within its window",
    async check({ open }) {
      const one = await open(ALONE);
      await one.ask(alice(), () => "old");
      await pass(TTL_MS + 100);
      assert.equal(await one.ask(alice(), fail), "old");
    },
  },
  {
    id: "window-ends",
    title: "and not beyond it",
    async check({ open }) {
      const one = await open(ALONE);
      await one.ask(alice(), () => "old");
      await pass(TTL_MS + STALE_MS + 100);
      await assert.rejects(one.ask(alice(), fail));
    },
  },
  {
    id: "newer-data",
    title: "newer data make an older answer unreachable",
    async check({ open }) {
      const one = await open(ALONE);
      await one.ask(alice("[]", 1), () => "old");
      assert.equal(await one.ask(alice("[]", 2), () => "new"), "new");
      await assert.rejects(one.ask(alice("[]", 3), fail));
    },
  },
  {
    id: "early-refresh",
    title: "an answer in use is renewed before its time is over",
    async check({ open }) {
      const ttlMs = 4 * TTL_MS;
      const one = await open({ ...ALONE, ttlMs });
      await one.ask(alice(), () => "old");
      await pass(ttlMs * 0.85);
      await one.ask(alice(), () => "new");
      await pass(20);
      assert.equal(await one.ask(alice(), () => "newer"), "new");
    },
  },
  {
    id: "jitter",
    title: "answers made together do not all expire together",
    async check({ open }) {
      const one = await open({ ...ALONE, staleMs: 0 });
      const keys = Array.from({ length: 200 }, (_, index) => String(index));
      for (const key of keys) await one.ask(alice(key), () => `answer ${key}`);
      await pass(TTL_MS * 0.93);
      const living = [];
      for (const key of keys) {
        const told = await one.ask(alice(key), () => "new");
        if (told !== "new") living.push(Number(key));
      }
      // Without jitter those that were made first expire first.
      const oldest = living[0] ?? keys.length;
      assert.ok(living.length < keys.length - oldest, "they expire in the order they were made in");
    },
  },
  {
    id: "bounded-bytes",
    title: "memory is bounded in bytes",
    async check({ open }) {
      const one = await open({ ...ALONE, maxBytes: 200_000 });
      for (let key = 0; key < 100; key += 1) {
        await one.ask(alice(String(key)), () => String(key).repeat(10_000));
      }
      const isGone = (await one.ask(alice("0"), () => "made again")) === "made again";
      assert.ok(isGone, "a million bytes where 200,000 are allowed");
    },
  },
  {
    id: "deletion-holds",
    title: "what was deleted is not served when no new one can be made",
    async check({ open }) {
      const one = await open(ALONE);
      await one.ask(alice(), () => "old");
      await one.remove("alice");
      await assert.rejects(one.ask(alice(), fail));
    },
  },
  {
    id: "deletion-of-the-unfinished",
    title: "nor is what was being made when it was deleted",
    async check({ open }) {
      const one = await open(ALONE);
      const before = one.ask(alice(), async () => {
        await pass(100);
        return "before";
      });
      await pass(20);
      await one.remove("alice");
      await before;
      assert.equal(await one.ask(alice(), () => "after"), "after");
    },
  },
  {
    id: "others-untouched",
    title: "a deletion touches nobody else's",
    async check({ open }) {
      const one = await open(ALONE);
      await one.ask({ ...alice(), userId: "bob" }, () => "bob's");
      await one.remove("alice");
      assert.equal(await one.ask({ ...alice(), userId: "bob" }, fail), "bob's");
    },
  },
];
