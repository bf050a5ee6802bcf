import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { openZone } from "../../../src/time/zone.ts";
import { onStage, type StoreUnderTest } from "../../support/answer-stage.ts";
import { Outage } from "../../support/answer-world.ts";

/** What one process promises for its own answers, whatever becomes of the store behind it. */
export function answersOfOneProcess(under: StoreUnderTest): void {
  describe("a kept answer", () => {
    test("is found at once while the data's version and the time bucket stand", () =>
      onStage(under, { policy: { bucket: "hour" } }, async ({ world, one }) => {
        assert.equal(one.findFresh(), undefined);
        assert.equal(await one.ask("žluťoučký 🍅"), "made žluťoučký 🍅");
        assert.equal(one.findFresh(), "žluťoučký 🍅");
        world.versions.set("alice", 2);
        assert.equal(one.findFresh(), undefined);
        assert.equal(await one.ask("b"), "made b");
        world.clock.set("2026-03-02T12:59:59.999Z");
        assert.equal(one.findFresh(), undefined, "its time to live is over, too");
        assert.equal(await one.ask("c"), "made c");
        assert.equal(one.findFresh(), "c");
        world.clock.set("2026-03-02T13:00:00Z");
        assert.equal(one.findFresh(), undefined);
        assert.equal(await one.ask("d"), "made d");
      }));

    test("ends when a fact becomes known, whatever its time to live", () =>
      onStage(under, { policy: { bucket: "day" } }, async ({ world, one }) => {
        const endMs = world.clock.now() + 5000;
        world.profileValidUntilMs = () => endMs;
        await one.ask("a");
        world.clock.advance(4999);
        assert.equal(await one.ask("b"), "local a");
        world.clock.advance(1);
        assert.equal(await one.ask("b"), "made b", "neither fresh nor stale");
      }));

    test("is kept for seconds only when it is not known what it rests on", () =>
      onStage(under, { policy: { bucket: "minute" } }, async ({ world, one }) => {
        world.profileValidUntilMs = () => undefined;
        await one.ask("a");
        world.clock.advance(9999);
        assert.equal(await one.ask("b"), "local a");
        world.clock.advance(1);
        assert.equal(await one.ask("b"), "made b");
      }));

    test("is revalidated in the background when its time nears the end, and served meanwhile", () =>
      onStage(under, {}, async ({ world, one }) => {
        await one.ask("a");
        world.clock.advance(79_999);
        assert.equal(one.findFresh(), "a");
        world.clock.advance(1);
        assert.equal(one.findFresh(), undefined, "it is due for a refresh");
        assert.equal(await one.ask("b"), "local a");
        assert.equal(await one.ask("c"), "local b");
      }));

    test("is served stale while a new one is made, and not after the stale window", () =>
      onStage(under, {}, async ({ world, one }) => {
        await one.ask("a");
        world.clock.advance(149_999);
        assert.equal(await one.ask("b"), "stale-while-revalidate a");
        assert.equal(await one.ask("c"), "local b");
        world.clock.advance(150_000);
        assert.equal(await one.ask("d"), "made d");
      }));

    test("is never stale where the policy has no window for it", () =>
      onStage(under, { policy: { staleMs: 0 } }, async ({ world, one }) => {
        await one.ask("a");
        world.clock.advance(99_999);
        assert.equal(await one.ask("b"), "local a");
        world.clock.advance(1);
        assert.equal(await one.ask("b"), "made b");
      }));

    test("ends up to a tenth of its time early, so that what began together does not end together", () =>
      onStage(under, { spread: (etag) => etag.charCodeAt(1) / 255 }, async ({ world, one }) => {
        const ends = new Set<number>();
        for (let n = 0; n < 20; n += 1) {
          await one.ask(`answer ${n}`, { parameters: String(n) });
        }
        const madeAtMs = world.clock.now();
        for (const { answer } of one.service.list({}, 100)) {
          const lifeMs = answer.expiresAtMs - madeAtMs;
          assert.ok(lifeMs > 90_000 && lifeMs <= 100_000, `${lifeMs} ms`);
          assert.equal(answer.staleUntilMs - answer.expiresAtMs, 50_000);
          ends.add(answer.expiresAtMs);
        }
        assert.ok(ends.size > 8, `only ${ends.size} different ends of 20`);
      }));

    test("is not replaced by one made from older data that took longer", () =>
      onStage(under, {}, async ({ world, one }) => {
        const { promise, resolve } = Promise.withResolvers<string>();
        const begun = Promise.withResolvers<void>();
        const slow = one.ask(() => {
          begun.resolve();
          return promise;
        });
        await begun.promise;
        world.versions.set("alice", 2);
        assert.equal(await one.ask("new"), "made new");
        resolve("old");
        assert.equal(await slow, "made old");
        assert.equal(one.findFresh(), "new");
      }));
  });

  describe("an explicit deletion", () => {
    test("leaves nothing to be served, not even stale in an outage", () =>
      onStage(under, {}, async ({ world, one }) => {
        for (const selection of [{ userId: "alice" }, { route: "/api/x" }, { pattern: "**" }, {}]) {
          await one.ask("old");
          world.clock.advance(110_000);
          assert.equal((await one.service.remove(selection)).local, 1);
          world.isDown = true;
          await assert.rejects(one.ask("new"), Outage);
          world.isDown = false;
          world.clock.advance(1000);
          assert.equal(await one.ask("new"), "made new", JSON.stringify(selection));
          await one.service.remove({});
        }
      }));

    test("keeps what it does not mean", () =>
      onStage(under, {}, async ({ one }) => {
        await one.ask("a");
        for (const selection of [{ userId: "bob" }, { route: "/api/y" }, { pattern: "/o/**" }]) {
          await one.service.remove(selection);
        }
        assert.equal(await one.ask("b"), "local a");
      }));

    test("also means what is being made meanwhile", () =>
      onStage(under, {}, async ({ one }) => {
        const { promise, resolve } = Promise.withResolvers<string>();
        const begun = Promise.withResolvers<void>();
        const before = one.ask(() => {
          begun.resolve();
          return promise;
        });
        await begun.promise;
        await one.service.remove({});
        assert.equal(await one.ask("after"), "made after", "nobody joins what was under way");
        resolve("before");
        await before;
        assert.equal(one.findFresh(), "after");
      }));
  });

  describe("equal requests at the same time", () => {
    test("are answered by one computation", () =>
      onStage(under, {}, async ({ one }) => {
        let calls = 0;
        const { promise, resolve } = Promise.withResolvers<string>();
        const asked = Array.from({ length: 50 }, () =>
          one.ask(() => {
            calls += 1;
            resolve("a");
            return promise;
          }),
        );
        const told = await Promise.all(asked);
        assert.equal(calls, 1);
        assert.equal(told.filter((each) => each === "collapsed a").length, 49);
      }));

    test("do not share one request's own failure, but do share an outage", () =>
      onStage(under, {}, async ({ world, one }) => {
        for (const [failure, calls] of [
          [new Error("mine"), 3],
          [new Outage(), 1],
        ] as const) {
          let called = 0;
          const make = async () => {
            called += 1;
            throw failure;
          };
          const outcomes = await Promise.allSettled([1, 2, 3].map(() => one.ask(make)));
          assert.ok(outcomes.every(({ status }) => status === "rejected"));
          assert.equal(called, calls);
          world.clock.advance(1000);
          assert.equal(await one.ask("a"), "made a", "a failure is not kept");
          await one.service.remove({});
        }
      }));

    test("of different people, languages or parameters are different requests", () =>
      onStage(under, {}, async ({ one }) => {
        const requests = [
          {},
          { userId: "bob" },
          { userId: "alice\n[]", parameters: "" },
          { locale: "cs" },
          { parameters: "[1]" },
        ] as const;
        for (const round of ["made", "local"]) {
          for (const [n, asked] of requests.entries()) {
            assert.equal(await one.ask(`answer ${n}`, asked), `${round} answer ${n}`);
          }
        }
      }));
  });

  describe("an outage of the database", () => {
    test("is bridged by the last answer within its window, marked, and not made worse", () =>
      onStage(under, {}, async ({ world, one }) => {
        await one.ask("a");
        world.clock.advance(110_000);
        world.isDown = true;
        assert.equal(await one.ask("b"), "stale-if-error a");
        world.isDown = false;
        const untouched = () => assert.fail("the database is left in peace for a second");
        assert.equal(await one.ask(untouched), "stale-if-error a");
        world.clock.advance(1000);
        assert.equal(
          await one.ask("b"),
          "stale-while-revalidate a",
          "asked again after a pause, answered, revalidated",
        );
        assert.equal(await one.ask("c"), "local b");
      }));

    test("is told when the window is over, or the person has written since", () =>
      onStage(under, {}, async ({ world, one }) => {
        await one.ask("a");
        await one.ask("a", { userId: "bob" });
        world.clock.advance(110_000);
        one.service.answers.noteWrite("bob");
        world.isDown = true;
        assert.equal(await one.ask("b"), "stale-if-error a");
        await assert.rejects(one.ask("b", { userId: "bob" }), Outage);
        world.clock.advance(40_000);
        await assert.rejects(one.ask("b"), Outage);
      }));

    test("is bridged by an answer made from memory, as old as what memory has, where none is kept", () =>
      onStage(under, {}, async ({ world, one }) => {
        world.confirmedMs = world.clock.now();
        world.isDown = true;
        world.clock.advance(149_999);
        const { answer } = await one.service.answers.obtain(one.request(), () => Buffer.from("a"));
        assert.equal(answer.madeAtMs, world.confirmedMs);
        const untouched = () => assert.fail("it is kept");
        assert.equal(await one.ask(untouched), "stale-if-error a");
        world.clock.advance(1);
        await assert.rejects(one.ask("b"), Outage, "the window is over");
      }));

    test("is told where that takes the database, or what memory has is from before the last write", () =>
      onStage(under, {}, async ({ world, one }) => {
        world.confirmedMs = world.clock.now();
        world.isDown = true;
        const needsIt = () => Promise.reject(new Outage());
        await assert.rejects(one.ask(needsIt), Outage);
        const isWrong = () => Promise.reject(new RangeError("no such day"));
        await assert.rejects(one.ask(isWrong), RangeError, "a wrong question is one all the same");
        one.service.answers.noteWrite("alice");
        await assert.rejects(one.ask("a"), Outage);
        assert.equal(await one.ask("a", { userId: "bob" }), "stale-if-error a");
      }));

    test("leaves nothing that was deleted while it was made from memory", () =>
      onStage(under, {}, async ({ world, one }) => {
        world.confirmedMs = world.clock.now();
        world.isDown = true;
        await one.ask(async () => {
          await one.service.remove({ userId: "alice" });
          return "a";
        });
        assert.deepEqual(one.service.list({}, 10), []);
      }));

    test("brings back nothing that is known to be of older data", () =>
      onStage(under, {}, async ({ world, one }) => {
        await one.ask("a");
        world.versions.set("alice", 2);
        await assert.rejects(
          one.ask(() => Promise.reject(new Outage())),
          Outage,
        );
      }));
  });

  describe("time", () => {
    const prague = openZone("Europe/Prague");
    // Where the sun is five and a half hours earlier, hours and days end at other instants.
    for (const [what, bucket, before, after, elsewhere] of [
      ["midnight", "day", "2026-03-02T22:59:59.999Z", "2026-03-02T23:00:00Z", "local a"],
      ["a full hour", "hour", "2026-03-02T12:59:59.999Z", "2026-03-02T13:00:00Z", "local a"],
      ["a full minute", "minute", "2026-03-02T12:00:59.999Z", "2026-03-02T12:01:00Z", "made b"],
      ["an hour shown twice", "hour", "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", "made b"],
    ] as const) {
      test(`of a bucket ends at ${what} by the person's own clock`, () =>
        onStage(under, { at: before, policy: { bucket, ttlMs: 9e6 } }, async ({ world, one }) => {
          world.cuts.set("alice", { zone: prague, dayStartHour: 0 });
          world.cuts.set("bob", { zone: openZone("Asia/Kolkata"), dayStartHour: 0 });
          await one.ask("a");
          await one.ask("a", { userId: "bob" });
          assert.equal(one.findFresh(), "a");
          world.clock.set(after);
          assert.equal(await one.ask("b"), "made b");
          assert.equal(await one.ask("b", { userId: "bob" }), elsewhere);
        }));
    }

    test("of a day is also cut by the zone and by the hour at which days begin", () =>
      onStage(under, { policy: { bucket: "day" } }, async ({ world, one }) => {
        world.cuts.set("alice", { zone: prague, dayStartHour: 0 });
        await one.ask("a");
        world.cuts.set("alice", { zone: prague, dayStartHour: 4 });
        assert.equal(await one.ask("b"), "made b");
        world.cuts.set("alice", { zone: openZone("Europe/London"), dayStartHour: 4 });
        assert.equal(await one.ask("c"), "made c");
      }));
  });

  test("memory is bounded in bytes, the least used goes first, and the largest is not kept at all", () =>
    onStage(under, { maxBytes: 40_000 }, async ({ one }) => {
      for (let n = 0; n < 100; n += 1) {
        await one.ask("x".repeat(1000), { parameters: String(n) });
        if (n >= 10) assert.match(await one.ask("again", { parameters: "0" }), /^local x/);
        assert.ok(one.service.memory.bytes <= 40_000);
      }
      assert.ok(one.service.memory.entries > 20);
      await one.ask("y".repeat(10_000), { parameters: "large" });
      assert.equal(one.findFresh({ parameters: "large" }), undefined);
      assert.match(await one.ask("again", { parameters: "0" }), /^local x/);
    }));
}
