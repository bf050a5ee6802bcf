import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  type AnswerCache,
  createAnswerCache,
} from "../../../../src/services/cache/answer-cache.ts";
import type { CachePolicy } from "../../../../src/services/cache/cache-policy.ts";
import { cachedRoute } from "../../../../src/services/cache/cached-route.ts";
import { createLocalTier } from "../../../../src/services/cache/local-tier.ts";
import type { Question } from "../../../../src/services/cache/question.ts";
import { NO_SHARED_TIER } from "../../../../src/services/cache/shared-tier.ts";
import { openZone } from "../../../../src/time/zone.ts";
import { type TestClock, testClock } from "../../../support/test-clock.ts";

const POLICY: CachePolicy = { ttlMs: 100_000, staleMs: 50_000, bucket: "none", shared: false };

class Outage extends Error {}

interface Bench {
  readonly cache: AnswerCache;
  readonly clock: TestClock;
  readonly question: Question;
  version: number | Error;
  heldUntilMs: number | undefined;
  /** Asks, and has the text made when need be. */
  ask(text: string): Promise<string>;
}

function bench(policy: Partial<CachePolicy> = {}): Bench {
  const clock = testClock("2026-03-02T12:00:00Z");
  const route = cachedRoute("/api/x", { ...POLICY, ...policy });
  const question: Question = { route, userId: "alice", locale: "en", parameters: "[]" };
  const cut = { zone: openZone("UTC"), dayStartHour: 0 };
  const made: Bench = {
    clock,
    question,
    version: 1,
    heldUntilMs: Number.POSITIVE_INFINITY,
    cache: createAnswerCache({
      clock,
      pause: async (ms) => clock.advance(ms),
      feed: {
        current() {
          if (made.version instanceof Error) throw made.version;
          return made.version;
        },
        async close() {},
      },
      cutOf: () => cut,
      heldUntilMs: () => made.heldUntilMs,
      local: createLocalTier(1_000_000),
      shared: NO_SHARED_TIER,
      spread: () => 0,
      isOutage: (error) => error instanceof Outage,
    }),
    async ask(text) {
      const { answer, from } = await made.cache.obtain(question, () => Buffer.from(text));
      return `${from} ${answer.wire}`;
    },
  };
  return made;
}

describe("a kept answer", () => {
  test("is found at once while the data's version and the time bucket stand", async () => {
    const one = bench({ bucket: "hour" });
    assert.equal(one.cache.findFresh(one.question), undefined);
    assert.equal(await one.ask("a"), "made a");
    assert.equal(one.cache.findFresh(one.question)?.wire, "a");
    one.version = 2;
    assert.equal(one.cache.findFresh(one.question), undefined);
    assert.equal(await one.ask("b"), "made b");
    one.clock.set("2026-03-02T13:00:00Z");
    assert.equal(one.cache.findFresh(one.question), undefined);
    assert.equal(await one.ask("c"), "made c");
  });

  test("ends when a fact becomes known, whatever its time to live", async () => {
    const one = bench({ bucket: "day" });
    one.heldUntilMs = one.clock.now() + 5000;
    await one.ask("a");
    one.clock.advance(4999);
    assert.equal(await one.ask("b"), "local a");
    one.clock.advance(1);
    assert.equal(await one.ask("b"), "made b", "neither fresh nor stale");
  });

  test("is renewed in the background when its time nears the end, and served meanwhile", async () => {
    const one = bench();
    await one.ask("a");
    one.clock.advance(80_000);
    assert.equal(one.cache.findFresh(one.question), undefined, "somebody has to renew it");
    assert.equal(await one.ask("b"), "local a");
    assert.equal(await one.ask("c"), "local b");
  });

  test("is served stale once while a new one is made, and not after the stale window", async () => {
    const one = bench();
    await one.ask("a");
    one.clock.advance(149_999);
    assert.equal(await one.ask("b"), "stale a");
    assert.equal(await one.ask("c"), "local b");
    one.clock.advance(150_000);
    assert.equal(await one.ask("d"), "made d");
  });

  test("is not replaced by one made from older data that took longer", async () => {
    const one = bench();
    const { promise, resolve } = Promise.withResolvers<Buffer>();
    const slow = one.cache.obtain(one.question, () => promise);
    one.version = 2;
    assert.equal(await one.ask("new"), "made new");
    resolve(Buffer.from("old"));
    await slow;
    assert.equal(one.cache.findFresh(one.question)?.wire, "new");
  });

  test("is not kept when what it may rest on was deleted while it was made", async () => {
    const one = bench();
    const { promise, resolve } = Promise.withResolvers<Buffer>();
    const begun = Promise.withResolvers<void>();
    const before = one.cache.obtain(one.question, () => {
      begun.resolve();
      return promise;
    });
    await begun.promise;
    one.cache.disown();
    assert.equal(await one.ask("after"), "made after", "nobody joins what was under way");
    resolve(Buffer.from("before"));
    await before;
    assert.equal(one.cache.findFresh(one.question)?.wire, "after");
  });
});

describe("equal questions at the same time", () => {
  test("are answered by one computation", async () => {
    const one = bench();
    let calls = 0;
    const { promise, resolve } = Promise.withResolvers<Buffer>();
    const make = () => {
      calls += 1;
      return promise;
    };
    const asked = Array.from({ length: 50 }, () => one.cache.obtain(one.question, make));
    resolve(Buffer.from("a"));
    const served = await Promise.all(asked);
    assert.equal(calls, 1);
    assert.equal(served.filter(({ from }) => from === "collapsed").length, 49);
  });

  test("do not share one request's own failure, but do share an outage", async () => {
    for (const [failure, calls] of [
      [new Error("mine"), 3],
      [new Outage(), 1],
    ] as const) {
      const one = bench();
      let called = 0;
      const make = async () => {
        called += 1;
        throw failure;
      };
      const asked = [1, 2, 3].map(() => one.cache.obtain(one.question, make));
      const outcomes = await Promise.allSettled(asked);
      assert.ok(outcomes.every(({ status }) => status === "rejected"));
      assert.equal(called, calls);
      assert.equal(await one.ask("a"), "made a", "a failure is not kept");
    }
  });
});

describe("in an outage", () => {
  const fail = () => Promise.reject(new Outage());

  test("the last answer is served within its window, marked, and the database is left in peace", async () => {
    const one = bench();
    await one.ask("a");
    one.clock.advance(110_000);
    one.version = new Outage();
    assert.equal(await one.ask("b"), "rescued a");
    let calls = 0;
    const count = () => {
      calls += 1;
      return fail();
    };
    one.version = 1;
    const { from } = await one.cache.obtain(one.question, count);
    assert.deepEqual([from, calls], ["rescued", 0]);
    one.clock.advance(1000);
    assert.equal(await one.ask("b"), "stale a", "asked again after a pause, answered, renewed");
    assert.equal(await one.ask("c"), "local b");
  });

  test("nothing is served past its window, or made before the person's own last write", async () => {
    const late = bench();
    await late.ask("a");
    late.clock.advance(150_000);
    late.version = new Outage();
    await assert.rejects(late.ask("b"), Outage);

    const written = bench();
    await written.ask("a");
    written.cache.noteWrite("alice");
    written.version = new Outage();
    await assert.rejects(written.ask("b"), Outage);
  });

  test("nothing is served that is known to be of older data", async () => {
    const one = bench();
    await one.ask("a");
    one.version = 2;
    await assert.rejects(one.cache.obtain(one.question, fail), Outage);
  });
});
