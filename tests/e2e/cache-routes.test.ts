import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { memoryStore } from "../../src/adapters/memory-store.ts";
import { NOON } from "../support/app.ts";
import { newSession, sessionInput } from "../support/builders.ts";
import { type CachedApp, neverRenewed, openCachedApp, USER_HEADER } from "../support/cached-app.ts";
import { storeSessions } from "../support/stored-histories.ts";
import { testClock } from "../support/test-clock.ts";

describe("the cache's own routes", () => {
  let service: CachedApp;
  before(async () => {
    service = await openCachedApp({
      overrides: { cacheStore: memoryStore(testClock(NOON)), pause: neverRenewed },
    });
    await storeSessions(service.dependencies, [
      newSession({ userId: "alice" }),
      newSession({ userId: "bob" }),
    ]);
  });
  after(() => service.close());

  const as = (user: string) => ({ [USER_HEADER]: user });
  const get = async (url: string, user = "alice") =>
    (await service.request({ url, headers: as(user) })).json();
  const post = async (url: string, payload?: object, user = "alice") =>
    (
      await service.request({
        method: "POST",
        url,
        headers: as(user),
        ...(payload === undefined ? {} : { payload }),
      })
    ).json();
  const ask = async (url: string, user = "alice") =>
    String((await service.request({ url, headers: as(user) })).headers["cache-status"]);

  async function clear(): Promise<void> {
    await service.request({ method: "DELETE", url: "/api/cache/entries" });
    await post("/api/cache/stats/reset");
  }

  test("count what happened, by route and tier, until they are reset", async () => {
    await clear();
    for (let i = 0; i < 4; i += 1) await ask("/api/analysis");
    const statistics = await get("/api/cache/stats");
    const route = statistics.routes.find(
      (each: { route: string }) => each.route === "/api/analysis",
    );
    assert.deepEqual(route.local, { hits: 3, misses: 1, stale: 0, hit_rate: 0.75 });
    assert.deepEqual(route.shared, { hits: 0, misses: 1, stale: 0, hit_rate: 0 });
    assert.equal(route.made, 1);
    assert.equal(route.entries, 1);
    assert.equal(statistics.local.entries, 1);
    assert.equal(statistics.local.bytes, route.bytes);
    assert.equal(statistics.shared.state, "up");
    await post("/api/cache/stats/reset");
    const fresh = await get("/api/cache/stats");
    assert.equal(fresh.local.hits, 0);
    assert.equal(fresh.local.hit_rate, null);
    assert.equal(fresh.local.entries, 1, "what is kept stays");
  });

  test("list and delete by user, route and pattern", async () => {
    const urls = ["/api/prediction/today", "/api/prediction/week", "/api/analysis"];
    const fill = async () => {
      await clear();
      for (const user of ["alice", "bob"]) for (const url of urls) await ask(url, user);
    };
    for (const [query, left] of [
      ["", 0],
      ["?user=alice", 3],
      ["?route=/api/analysis", 4],
      ["?pattern=/api/prediction/*", 2],
      ["?pattern=/api/**&user=bob", 3],
      ["?user=nobody", 6],
      ["?pattern=*", 6],
    ] as const) {
      await fill();
      const listed = (await get(`/api/cache/entries${query}`)).entries;
      assert.equal(listed.length, 6 - left, query);
      const url = `/api/cache/entries${query}`;
      const deleted = (await service.request({ method: "DELETE", url })).json();
      assert.deepEqual(deleted, { local: 6 - left, shared: 6 - left }, query);
      assert.equal((await get("/api/cache/entries")).entries.length, left, query);
    }
    await fill();
    assert.equal((await get("/api/cache/entries?limit=2")).entries.length, 2);
  });

  test("warm what can be asked for without knowing anything", async () => {
    await clear();
    const { warmed } = await post("/api/cache/warm-up");
    assert.ok(warmed.length > 8);
    assert.ok(warmed.every(({ status }: { status: number }) => status === 200));
    assert.match(await ask("/api/prediction/today"), /hit/);
    assert.match(await ask("/api/prediction/today", "bob"), /miss/);
  });

  test("tell a user of their own answers, and which a write has put out of date", async () => {
    await clear();
    assert.deepEqual(await get("/api/ai/cache-status"), {
      total_cached: 0,
      valid: 0,
      invalidated: 0,
      caches: [],
    });
    await ask("/api/analysis");
    service.clock.advance(1000);
    await ask("/api/preset-stats");
    await ask("/api/analysis", "bob");
    const { caches, ...counts } = await get("/api/ai/cache-status");
    assert.deepEqual(counts, { total_cached: 2, valid: 2, invalidated: 0 });
    assert.deepEqual(
      caches.map(({ type }: { type: string }) => type),
      ["preset_stats", "analysis"],
    );
    assert.equal(caches[1].generated_at, NOON);
    assert.ok(caches[1].expires_at > NOON);
    await post("/api/sessions", sessionInput());
    const after = await get("/api/ai/cache-status");
    assert.deepEqual([after.valid, after.invalidated], [0, 2]);
  });

  test("delete a user's own answers, or one type of them, as often as they like", async () => {
    await clear();
    const fill = async () => {
      for (const user of ["alice", "bob"]) {
        for (const url of ["/api/analysis", "/api/preset-stats"]) await ask(url, user);
      }
    };
    for (const [payload, count] of [
      [undefined, 4],
      [{ type: "analysis" }, 2],
      [{ type: "morning_briefing" }, 0],
      [{ type: 7 }, 4],
      [[], 4],
    ] as const) {
      await fill();
      const first = await post("/api/ai/invalidate-cache", payload);
      assert.equal(first.status, "invalidated");
      assert.equal(first.invalidated_count, count, JSON.stringify(payload));
      assert.ok(first.message.length > 0);
      const again = await post("/api/ai/invalidate-cache", payload);
      assert.equal(again.invalidated_count, 0);
      assert.match(await ask("/api/analysis", "bob"), /hit/, "another user's are not touched");
    }
  });
});
