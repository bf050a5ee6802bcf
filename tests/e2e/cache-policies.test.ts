import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { setImmediate as nextTurn } from "node:timers/promises";
import { memoryStore } from "../../src/adapters/memory-store.ts";
import { NOON } from "../support/app.ts";
import { newSession, sessionInput } from "../support/builders.ts";
import { type CachedApp, neverRenewed, openCachedApp, USER_HEADER } from "../support/cached-app.ts";
import { faultyStore } from "../support/faulty-store.ts";
import { storeSessions } from "../support/stored-histories.ts";
import { testClock } from "../support/test-clock.ts";

const MINUTE_MS = 60_000;

/** How long the service before this one kept its answers. Texts of language models have a store of their own: a template must not outlive an outage. */
const KEPT_BEFORE_MS: Readonly<Record<string, number>> = {
  "/api/recommendation": 5 * MINUTE_MS,
};

describe("the cache, seen through the server", () => {
  const counted = faultyStore(memoryStore(testClock(NOON)));
  let service: CachedApp;
  before(async () => {
    service = await openCachedApp({
      overrides: { cacheStore: counted.store, pause: neverRenewed },
    });
    await storeSessions(service.dependencies, [
      newSession({ userId: "alice" }),
      newSession({ userId: "bob" }),
    ]);
  });
  after(() => service.close());

  const ask = (url: string, user = "alice", headers: Record<string, string> = {}) =>
    service.ask({ url, headers: { [USER_HEADER]: user, ...headers } });

  test("declares beside each route that kept answers before how long it keeps them", () => {
    const declared = service.routes.filter(
      ({ url, method }) => method === "GET" && KEPT_BEFORE_MS[url] !== undefined,
    );
    assert.ok(declared.some(({ url }) => url === "/api/recommendation"));
    for (const { url, config } of declared) {
      assert.equal(config?.cache?.ttlMs, KEPT_BEFORE_MS[url], url);
    }
  });

  test("shares among replicas only through policies that can be kept", () => {
    for (const { url, config } of service.routes) {
      const { cache } = config ?? {};
      if (cache?.singleFlight === undefined) continue;
      const { leaseMs, maxWaitMs } = cache.singleFlight;
      assert.ok(cache.shared, `${url}: replicas that share nothing cannot agree`);
      assert.ok(maxWaitMs > 0 && maxWaitMs <= leaseMs, `${url}: waits for somebody who is dead`);
    }
  });

  test("tells how old an answer is, and tells the client that has it no more than that", async () => {
    const url = "/api/analysis";
    const first = await ask(url);
    assert.equal(first.headers.age, "0");
    service.clock.advance(7900);
    const tag = String(first.headers.etag);
    const again = await ask(url, "alice", { "if-none-match": tag });
    assert.equal(again.statusCode, 304);
    assert.equal(again.headers.age, "7");
    assert.equal(again.headers.etag, tag);
    assert.equal(again.headers["content-type"], undefined);
    const czech = await ask(url, "alice", { "accept-language": "cs", "if-none-match": tag });
    assert.equal(
      czech.statusCode,
      200,
      "another language has other bytes, or at least another tag",
    );
    assert.equal(czech.headers["content-language"], "cs");
    assert.notEqual(czech.headers.etag, tag);

    await service.ask({
      method: "POST",
      url: "/api/sessions",
      headers: { [USER_HEADER]: "alice" },
      payload: sessionInput({ rating: 12 }),
    });
    const after = await ask(url, "alice", { "if-none-match": tag });
    assert.equal(after.statusCode, 200);
    assert.equal(after.headers.age, "0");
    assert.notEqual(after.headers.etag, tag);
    assert.notEqual(after.body, first.body);
  });

  test("forgets a person's answers in a few commands, however many anybody has", async () => {
    const invalidate = async () => {
      // What is still on its way to the store when it is deleted costs a command more.
      await nextTurn();
      for (const name of Object.keys(counted.calls)) delete counted.calls[name];
      const answer = await service.ask({
        method: "POST",
        url: "/api/ai/invalidate-cache",
        headers: { [USER_HEADER]: "alice" },
      });
      return { count: answer.json().invalidated_count, calls: { ...counted.calls } };
    };
    const costs = [];
    for (const many of [1, 24]) {
      for (let hour = 0; hour < many; hour += 1) {
        for (const user of ["alice", "bob"]) {
          await ask(`/api/recommendation?current_hour=${hour}&current_day=1`, user);
        }
      }
      const { count, calls } = await invalidate();
      assert.ok(count >= 2 * many, `${count} copies of ${many} answers`);
      costs.push(calls);
      const again = await invalidate();
      assert.equal(again.count, 0, "once is as good as twice");
      const bobs = await ask("/api/recommendation?current_hour=0&current_day=1", "bob");
      assert.match(String(bobs.headers["cache-status"]), /hit/);
    }
    const [few, many] = costs;
    assert.deepEqual(few, many, "the same for one answer and for many");
    const { publish, members, delete: deletions = 0, ...others } = many ?? {};
    // What was deleted, and that somebody wrote; one list of answers, one of stored texts.
    assert.deepEqual({ publish, members, others }, { publish: 2, members: 2, others: {} });
    // The list of keys, the keys, a call with none, which sends nothing, and the list of stored texts.
    assert.ok(deletions <= 4, `${deletions} deletions`);
  });
});
