import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import {
  type IdempotencyRepository,
  idempotencyRepository,
} from "../../../src/repositories/idempotency-repository.ts";
import {
  type ProfileSnapshot,
  type ProfileSnapshotRepository,
  profileSnapshotRepository,
} from "../../../src/repositories/profile-snapshot-repository.ts";
import { forEachDatabase, type OpenedDatabase } from "../../support/databases.ts";

forEachDatabase((name, open) => {
  let opened: OpenedDatabase;
  let snapshots: ProfileSnapshotRepository;
  let idempotency: IdempotencyRepository;
  before(async () => {
    opened = await open();
    snapshots = profileSnapshotRepository(opened.database.executor, name);
    idempotency = idempotencyRepository(opened.database.executor);
  });
  after(() => opened.close());

  describe("profile snapshots", () => {
    function snapshot(parts: Partial<ProfileSnapshot>): ProfileSnapshot {
      return {
        userId: "default",
        signature: "models 1",
        throughDay: 20_000,
        version: 1_772_452_800_123,
        sessions: 7,
        state: Uint8Array.of(0, 255, 1, 128),
        ...parts,
      };
    }

    /** The bytes as an array: the drivers use different classes. */
    function plain(found: ProfileSnapshot | undefined) {
      return found === undefined ? undefined : { ...found, state: [...found.state] };
    }

    test("the newest one that is early enough is found with its exact bytes", async () => {
      for (const throughDay of [20_000, 20_010, 20_020])
        await snapshots.save(snapshot({ throughDay }));
      const find = async (day: number) =>
        plain(await snapshots.findLatest("default", "models 1", day));
      assert.deepEqual(await find(20_015), plain(snapshot({ throughDay: 20_010 })));
      assert.deepEqual(await find(20_020), plain(snapshot({ throughDay: 20_020 })));
      assert.equal(await find(19_999), undefined);
      assert.equal(await snapshots.findLatest("default", "models 2", 30_000), undefined);
      assert.equal(await snapshots.findLatest("ann", "models 1", 30_000), undefined);
    });

    test("one from newer data replaces an older one, never the other way round", async () => {
      const userId = "newer";
      const versionNow = async () =>
        (await snapshots.findLatest(userId, "models 1", 30_000))?.version;
      await snapshots.save(snapshot({ userId, version: 10 }));
      await snapshots.save(snapshot({ userId, version: 12, sessions: 8 }));
      assert.equal(await versionNow(), 12);
      await snapshots.save(snapshot({ userId, version: 11 }));
      assert.equal(await versionNow(), 12);
      assert.equal((await snapshots.findLatest(userId, "models 1", 30_000))?.sessions, 8);
    });

    test("pruning keeps the given days of this signature and user", async () => {
      const userId = "prune";
      for (const throughDay of [1, 2, 3]) {
        await snapshots.save(snapshot({ userId, throughDay }));
        await snapshots.save(snapshot({ userId, throughDay, signature: "old" }));
        await snapshots.save(snapshot({ userId: "other", throughDay }));
      }
      await snapshots.prune(userId, "models 1", [1, 3]);
      const latest = async (day: number) =>
        (await snapshots.findLatest(userId, "models 1", day))?.throughDay;
      assert.deepEqual(await snapshots.listDays(userId, "models 1"), [1, 3]);
      assert.equal(await latest(3), 3);
      assert.equal(await latest(2), 1);
      assert.equal(await snapshots.findLatest(userId, "old", 3), undefined);
      assert.equal((await snapshots.findLatest("other", "models 1", 2))?.throughDay, 2);
      await snapshots.prune(userId, "models 1", []);
      assert.equal(await latest(3), undefined);
    });

    test("deleting from a day on keeps the earlier ones", async () => {
      const userId = "from";
      for (const throughDay of [1, 2, 3]) await snapshots.save(snapshot({ userId, throughDay }));
      await snapshots.deleteFrom(userId, 2);
      assert.equal((await snapshots.findLatest(userId, "models 1", 9))?.throughDay, 1);
    });
  });

  describe("idempotency records", () => {
    const claim = { userId: "default", key: "k", fingerprint: "f", nowMs: 1000 };

    test("a key is claimed once, and later requests get its answer", async () => {
      const { database } = opened;
      const first = await database.transaction(async (tx) => {
        const result = await idempotency.claim(tx, claim);
        await idempotency.complete(tx, {
          userId: "default",
          key: "k",
          status: 201,
          body: '{"a":"ž"}',
        });
        return result;
      });
      assert.deepEqual(first, { claimed: true });
      const second = await database.transaction((tx) =>
        idempotency.claim(tx, { ...claim, fingerprint: "other" }),
      );
      assert.deepEqual(second, {
        claimed: false,
        fingerprint: "f",
        status: 201,
        body: '{"a":"ž"}',
      });
      const anothers = await database.transaction((tx) =>
        idempotency.claim(tx, { ...claim, userId: "ann" }),
      );
      assert.deepEqual(anothers, { claimed: true });
    });

    test("a claim is rolled back when its effect fails", async () => {
      const { database } = opened;
      const failed = database.transaction(async (tx) => {
        await idempotency.claim(tx, { ...claim, key: "failed" });
        throw new Error("no");
      });
      await assert.rejects(failed, /no/);
      const again = await database.transaction((tx) =>
        idempotency.claim(tx, { ...claim, key: "failed" }),
      );
      assert.deepEqual(again, { claimed: true });
    });

    test("one of many concurrent requests with the same key acts, and all get its answer", async () => {
      const key = "storm";
      let acted = 0;
      const request = () =>
        opened.database.transaction(async (tx) => {
          const result = await idempotency.claim(tx, { ...claim, key });
          if (!result.claimed) return result.body;
          acted += 1;
          await idempotency.complete(tx, { userId: "default", key, status: 200, body: "once" });
          return "once";
        });
      const bodies = await Promise.all(Array.from({ length: 12 }, request));
      assert.equal(acted, 1);
      assert.deepEqual(new Set(bodies), new Set(["once"]));
    });

    test("old records expire", async () => {
      const { database } = opened;
      await database.transaction((tx) =>
        idempotency.claim(tx, { ...claim, userId: "expiry", key: "old", nowMs: 10 }),
      );
      await database.transaction((tx) =>
        idempotency.claim(tx, { ...claim, userId: "expiry", key: "new", nowMs: 20 }),
      );
      assert.equal(await idempotency.expire(20), 1);
      assert.equal(await idempotency.expire(20), 0);
    });
  });
});
