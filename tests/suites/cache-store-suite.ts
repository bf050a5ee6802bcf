import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { CacheStore, Rank } from "../../src/ports.ts";
import { uniqueId } from "../support/builders.ts";
import { eventually } from "../support/eventually.ts";

export interface OpenStores {
  /** Two replicas of the same service see the same keys through these. */
  readonly stores: readonly [CacheStore, CacheStore];
  close(): Promise<void>;
}

/** What every store of shared answers promises, whatever it is made of. */
export function cacheStoreSuite(
  name: string,
  skip: string | undefined,
  open: () => Promise<OpenStores>,
): void {
  describe(`a store: ${name}`, { skip: skip ?? false }, () => {
    const base = `test:${process.pid}:${uniqueId()}:`;
    const group = `${base}{user}`;
    let opened: OpenStores;
    let here: CacheStore;
    let there: CacheStore;
    before(async () => {
      opened = await open();
      [here, there] = opened.stores;
      for (const store of [here, there]) await eventually("connected", () => isUp(store), 5000);
    });
    after(async () => {
      try {
        for await (const keys of here.scan(base)) await here.delete(keys);
      } finally {
        await opened.close();
      }
    });

    async function isUp(store: CacheStore): Promise<boolean> {
      return store.get(`${base}up`).then(
        () => true,
        () => false,
      );
    }

    test("gives back exactly what was stored, to every replica", async () => {
      for (const value of ["", "a", "žluťoučký 🍅\n\u0000", "x".repeat(200_000)]) {
        await here.set(`${group}same`, value, { ttlMs: 60_000, group, rank: [0, 0, 0] });
        assert.equal(await there.get(`${group}same`), value);
      }
      assert.equal(await here.get(`${group}nothing`), undefined);
    });

    test("keeps what ranks higher, and stores what does not rank lower", async () => {
      const key = `${group}ranked`;
      // Numbers as large as versions and instants are; texts would be in another order.
      const rising: readonly Rank[] = [
        [9, 1_800_000_000_000, 5],
        [1_772_445_600_000, 0, 5],
        [1_772_445_600_000, 0, 6],
        [1_772_445_600_000, 9, 1],
        [1_772_445_600_000, 1_772_445_600_001, 1],
        [1_772_445_600_001, 0, 0],
      ];
      for (const [place, rank] of rising.entries()) {
        await here.set(key, `value ${place}`, { ttlMs: 60_000, group, rank });
        for (const lower of rising.slice(0, place)) {
          await there.set(key, "late", { ttlMs: 60_000, group, rank: lower });
          assert.equal(await here.get(key), `value ${place}`, `${lower} after ${rank}`);
        }
        await there.set(key, `value ${place} again`, { ttlMs: 60_000, group, rank });
        assert.equal(await here.get(key), `value ${place} again`, "equals replace each other");
      }
    });

    test("has a lease held by one at a time, and numbers those who ask", async () => {
      const name = `${group} lease`;
      const ask = (store: CacheStore, holder: string, lease = name) =>
        store.lease(lease, { holder, lifeMs: 60_000, counter: `${group} counter` });
      const asked = await Promise.all([ask(here, "a"), ask(there, "b"), ask(here, "c")]);
      assert.equal(asked.filter(({ isMine }) => isMine).length, 1);
      const holder = ["a", "b", "c"][asked.findIndex(({ isMine }) => isMine)] ?? "";
      assert.equal((await ask(there, holder)).isMine, true, "the holder may ask again");
      assert.equal((await ask(here, "d", `${group} lease of another`)).isMine, true);
      await there.release(name, "nobody");
      assert.equal((await ask(here, "d")).isMine, false, "only its holder gives it back");
      await there.release(name, holder);
      const last = await ask(here, "d");
      assert.equal(last.isMine, true);
      const numbers = asked.map(({ fence }) => fence);
      assert.equal(new Set(numbers).size, 3);
      assert.ok(numbers.every((fence) => Number.isSafeInteger(fence) && fence < last.fence));
    });

    test("deletes what it is told to and counts what there was", async () => {
      await here.set(`${group}one`, "1", { ttlMs: 60_000, group, rank: [0, 0, 0] });
      await here.set(`${base}{other}two`, "2", {
        ttlMs: 60_000,
        group: `${base}{other}`,
        rank: [0, 0, 0],
      });
      const keys = [`${group}one`, `${base}{other}two`, `${group}never`];
      assert.equal(await there.delete(keys), 2);
      assert.equal(await here.get(`${group}one`), undefined);
      assert.equal(await here.delete(keys), 0);
      assert.equal(await here.delete([]), 0);
    });

    test("knows the keys of a group", async () => {
      const mine = `${base}{mine}`;
      for (const end of ["a", "b", "b"]) {
        await here.set(`${mine}${end}`, end, { ttlMs: 60_000, group: mine, rank: [0, 0, 0] });
      }
      assert.deepEqual([...(await there.members(mine))].sort(), [`${mine}a`, `${mine}b`]);
      assert.deepEqual(await here.members(`${base}{nobody}`), []);
    });

    test("finds nothing that its group does not know, as after the group was evicted", async () => {
      const lost = `${base}{lost}`;
      await here.set(`${lost}a`, "a", { ttlMs: 60_000, group: lost, rank: [0, 0, 0] });
      assert.equal(await there.get(`${lost}a`, lost), "a");
      await here.delete([lost]);
      assert.equal(await there.get(`${lost}a`, lost), undefined, "a deletion would not find it");
      await here.set(`${lost}a`, "b", { ttlMs: 60_000, group: lost, rank: [0, 0, 0] });
      assert.equal(await there.get(`${lost}a`, lost), "b");
    });

    /** In a group that nothing else is in. */
    async function storeAlone(key: string): Promise<void> {
      const group = `${base}alone${key.slice(key.indexOf("{"))}`;
      await here.set(key, "", { ttlMs: 60_000, group, rank: [0, 0, 0] });
    }

    test("finds every key with a prefix, taken literally", async () => {
      const odd = `${base}odd*[a]?\\`;
      const wanted = Array.from({ length: 1200 }, (_, index) => `${odd}{${index}}`);
      const all = [...wanted, `${base}oddXa?{0}`];
      for (let from = 0; from < all.length; from += 100) {
        const batch = all.slice(from, from + 100);
        await Promise.all(batch.map(storeAlone));
      }
      const found = new Set<string>();
      for await (const keys of there.scan(odd)) for (const key of keys) found.add(key);
      assert.deepEqual([...found].sort(), wanted.sort());
    });

    test("carries messages to everybody who listens", async () => {
      const heard: string[] = [];
      for (const store of [here, there]) {
        store.listen({ onMessage: (message) => heard.push(message), onGap() {} });
      }
      const said = uniqueId();
      await eventually(
        "both have heard it",
        async () => {
          // On a busy machine one may be late; what is never heard fails all the same.
          await here.publish(said).catch(() => {});
          return heard.filter((message) => message === said).length >= 2;
        },
        5000,
      );
    });
  });
}
