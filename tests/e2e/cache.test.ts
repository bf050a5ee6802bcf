import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { InjectOptions } from "fastify";
import { sessionInput, uniqueId } from "../support/builders.ts";
import { type CachedApp, USER_HEADER } from "../support/cached-app.ts";
import {
  ADDRESSES,
  addresses,
  asked,
  assertCurrent,
  openFilled,
  SESSION,
} from "../support/kept-answers.ts";

/** Routes that answer every request afresh, each with its reason. */
const AFRESH: Readonly<Record<string, string>> = {
  "/livez": "says what is true now",
  "/metrics": "says what is counted now",
  "/readyz": "says what is true now",
  "/health": "says what is true now",
  "/api/health": "says what is true now",
  "/api/events": "says what is true now",
  "/api/me/export": "a stream of any length",
  "/api/sessions/current": "says what is true now",
  "/api/imports": "says how far an import is",
  "/api/sessions/export": "a stream of any length",
  "/api/calendar.ics": "a stream of any length",
  "/api/ai/achievement-focus": "reads tables of the web app whose changes nobody announces",
  "/api/ai/health": "says what is true now",
  "/api/ai/v2/health": "says what is true now",
  "/api/ai/usage": "says what is counted now",
  "/api/ai/preview/:capability": "says what would leave now",
  "/api/embedding/health": "says what is true now",
  "/api/semantic-search": "has as many answers as there are texts to search for",
  "/api/ai/analyze-anomalies":
    "is worded from facts of this moment; stored texts have a cache of their own",
  "/api/ai/analyze-burnout":
    "is worded from facts of this moment; stored texts have a cache of their own",
  "/api/ai/analyze-quality":
    "is worded from facts of this moment; stored texts have a cache of their own",
  "/api/ai/daily-challenge":
    "is worded from facts of this moment; stored texts have a cache of their own",
  "/api/ai/evening-review":
    "is worded from facts of this moment; stored texts have a cache of their own",
  "/api/ai/integrated-insight":
    "is worded from facts of this moment; stored texts have a cache of their own",
  "/api/ai/learning-v2":
    "is worded from facts of this moment; stored texts have a cache of their own",
  "/api/ai/morning-briefing":
    "is worded from facts of this moment; stored texts have a cache of their own",
  "/api/ai/motivation":
    "is worded from facts of this moment; stored texts have a cache of their own",
  "/api/ai/next-session-suggestion":
    "is worded from facts of this moment; stored texts have a cache of their own",
  "/api/ai/optimal-schedule-ai":
    "is worded from facts of this moment; stored texts have a cache of their own",
  "/api/ai/weekly-quest":
    "is worded from facts of this moment; stored texts have a cache of their own",
  "/": "links that never change",
  "/favicon.ico": "a file",
  "/ui": "is kept with room for what is a visitor's own",
  "/ui/load": "is kept with room for what is a visitor's own",
  "/ui/patterns": "is kept with room for what is a visitor's own",
  "/ui/record": "is kept with room for what is a visitor's own",
  "/ui/events": "says what is true now",
  "/ui/everything": "a stream of any length",
  "/ui/example": "is of today's invented year, which is in memory",
  "/ui/example-load": "is of today's invented year, which is in memory",
  "/ui/example-patterns": "is of today's invented year, which is in memory",
  "/ui/example-record": "is of today's invented year, which is in memory",
  "/ui/example-week": "is of today's invented year, which is in memory",
  "/ui/export": "a stream of any length",
  "/ui/import": "has forms that are this visitor's",
  "/ui/session": "is asked for to change it",
  "/ui/settings": "is kept with room for what is a visitor's own",
  "/ui/briefing": "is worded from facts of this moment; stored texts have a cache of their own",
  "/ui/sessions": "is kept with room for what is a visitor's own",
  "/ui/week": "is kept with room for what is a visitor's own",
  "/ui/offline.js": "a file",
  "/ui/:file": "a file",
  "/api/keys": "what allows what must not be old",
  "/api/cache/stats": "says what is true now",
  "/api/cache/entries": "says what is true now",
  "/api/ai/cache-status": "says what is true now",
  "/openapi.json": "a file",
  "/docs": "a file",
  "/docs/start.js": "a file",
  "/docs/:file": "a file",
};

describe("kept answers", () => {
  let service: CachedApp;
  before(async () => {
    service = await openFilled();
  });
  after(() => service.close());

  test("are asked for on every route that keeps any; the others say why they do not", () => {
    const reading = service.routes.filter(({ method }) => method === "GET");
    const keeping = reading.filter(({ config }) => config?.cache !== undefined);
    assert.deepEqual(keeping.map(({ url }) => url).sort(), Object.keys(ADDRESSES).sort());
    const others = reading.filter(({ config }) => config?.cache === undefined);
    assert.deepEqual(others.map(({ url }) => url).sort(), Object.keys(AFRESH).sort());
  });

  for (const locale of ["en", "cs"]) {
    test(`never reach another user, and are what would be answered afresh, in ${locale}`, async () => {
      for (const url of addresses(service)) {
        const bodies = new Set<string>();
        for (const expected of [/fwd=miss/, /; hit; ttl=\d+$/]) {
          for (const user of ["alice", "bob", "nobody"] as const) {
            const answer = await service.ask(asked(user, url, locale));
            const afresh = await service.askAfresh(asked(user, url, locale));
            assert.equal(answer.statusCode, afresh.statusCode, `${url} of ${user}`);
            if (answer.statusCode !== 200) continue;
            assert.equal(answer.body, afresh.body, `${url} of ${user}`);
            assert.equal(answer.headers["content-language"], locale, `${url} of ${user}`);
            assert.match(String(answer.headers["cache-status"]), expected, `${url} of ${user}`);
            bodies.add(answer.body);
          }
        }
        assert.ok(bodies.size > 1 || url.includes(SESSION), `${url} says the same to everybody`);
      }
    });
  }

  test("are known by their bytes, and cost the client none when it has them", async () => {
    for (const url of addresses(service)) {
      const first = await service.ask(asked("alice", url));
      const tag = String(first.headers.etag);
      assert.match(tag, /^"[\w-]+"$/);
      assert.equal(first.headers["cache-control"], "private, no-cache");
      assert.match(String(first.headers.vary), /Accept-Language.*Authorization/);
      assert.match(String(first.headers.age), /^\d+$/);
      for (const known of [tag, `W/${tag}`, `"other", ${tag}`, "*"]) {
        const sent = asked("alice", url);
        const again = await service.ask({
          ...sent,
          headers: { ...sent.headers, "if-none-match": known },
        });
        assert.equal(again.statusCode, 304, `${url} with ${known}`);
        assert.equal(again.body, "");
        for (const name of ["etag", "vary", "cache-control", "x-request-id", "x-frame-options"]) {
          assert.ok(again.headers[name] !== undefined, `${name} on 304`);
        }
      }
      const theirs = asked("bob", url);
      const bobs = await service.ask({
        ...theirs,
        headers: { ...theirs.headers, "if-none-match": tag },
      });
      assert.notEqual(bobs.statusCode, 304, `${url}: alice's tag is not bob's`);
      const head = await service.ask({ ...asked("alice", url), method: "HEAD" });
      assert.equal(head.statusCode, 200);
      assert.equal(head.body, "");
      assert.equal(head.headers["content-length"], String(Buffer.byteLength(first.body)));
      assert.equal(head.headers.etag, tag);
    }
  });

  test("do not depend on how the parameters were written", async () => {
    const one = "/api/recommendation?current_hour=10&current_day=2";
    const other = "/api/recommendation?current_day=2&current_hour=10";
    const made = await service.ask(asked("alice", one));
    const found = await service.ask(asked("alice", other));
    assert.match(String(found.headers["cache-status"]), /hit/);
    assert.equal(found.body, made.body);
  });

  test("are not used for a forced reload, whose answer is kept instead", async () => {
    const sent = asked("alice", "/api/analysis");
    await service.ask(sent);
    const headers = { ...sent.headers, "cache-control": "no-cache" };
    const reloaded = await service.ask({ ...sent, headers });
    assert.match(String(reloaded.headers["cache-status"]), /fwd=miss/);
    assert.match(String((await service.ask(sent)).headers["cache-status"]), /hit/);
  });

  test("are never failures", async () => {
    const url = `/api/sessions/${uniqueId()}`;
    for (const round of [1, 2]) {
      const missing = await service.ask(asked("alice", url));
      assert.equal(missing.statusCode, 404, `round ${round}`);
      assert.equal(missing.headers["cache-control"], "no-store");
      assert.equal(missing.headers.etag, undefined);
    }
    const payload = sessionInput({ id: url.split("/").at(-1) });
    await service.ask({
      ...asked("alice", "/api/sessions"),
      method: "POST",
      payload,
    });
    assert.equal((await service.ask(asked("alice", url))).statusCode, 200);
  });
});

describe("an answer is never older than the person's last acknowledged write", () => {
  const id = uniqueId();
  const session = sessionInput({ id, rating: 35, category: "Fresh" });
  const writes: readonly (readonly [string, InjectOptions])[] = [
    ["a session", { method: "POST", url: "/api/sessions", payload: session }],
    ["its change", { method: "PATCH", url: `/api/sessions/${id}`, payload: { rating: 99 } }],
    ["a batch", { method: "POST", url: "/api/sessions/batch", payload: { sessions: [session] } }],
    [
      "an import",
      {
        method: "POST",
        url: "/api/sessions/import",
        headers: { "content-type": "text/csv" },
        payload: "date,time,duration_min,preset,category\n2026-03-01,10:00,25,learning,New\n",
      },
    ],
    ["a check-in", { method: "PUT", url: "/api/wellness/2026-03-02", payload: { mood: 3 } }],
    ["no check-in", { method: "DELETE", url: "/api/wellness/2026-03-02" }],
    [
      "categories",
      { method: "POST", url: "/api/config/categories", payload: { categories: ["Chosen"] } },
    ],
    [
      "settings",
      { method: "PATCH", url: "/api/settings", payload: { timezone: "Pacific/Auckland" } },
    ],
    ["no such session", { method: "DELETE", url: `/api/sessions/${id}` }],
    ["nothing at all", { method: "DELETE", url: "/api/sessions?confirm=delete-all" }],
  ];

  test("after each kind of write", async () => {
    const service = await openFilled();
    try {
      for (const [what, write] of writes) {
        await assertCurrent(service, `before ${what}`);
        const before = service.dependencies.feed.current("alice");
        const headers = { ...write.headers, [USER_HEADER]: "alice" };
        const done = await service.ask({ ...write, headers });
        assert.ok(done.statusCode < 400, `${what}: ${done.body}`);
        if (what !== "a batch") {
          assert.notEqual(service.dependencies.feed.current("alice"), before, what);
        }
        await assertCurrent(service, `after ${what}`);
      }
    } finally {
      await service.close();
    }
  });

  test("when the session that was stored ends later", async () => {
    const service = await openFilled();
    try {
      const payload = sessionInput({ start: "2026-03-02T12:00:00+01:00", duration_minutes: 10 });
      await service.ask({ ...asked("alice", "/api/sessions"), method: "POST", payload });
      await assertCurrent(service, "before it ends");
      const done = async () =>
        (await service.ask(asked("alice", "/api/prediction/today"))).json().completed_sessions;
      const before = await done();
      service.clock.set("2026-03-02T12:09:59.999+01:00");
      assert.equal(await done(), before);
      service.clock.set("2026-03-02T12:10:00+01:00");
      await assertCurrent(service, "at its end", { users: ["alice"] });
      assert.equal(await done(), before + 1);
    } finally {
      await service.close();
    }
  });
});
