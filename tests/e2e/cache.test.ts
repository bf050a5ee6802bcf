import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { InjectOptions } from "fastify";
import { newSession, sessionInput, uniqueId } from "../support/builders.ts";
import { type CachedApp, openCachedApp, USER_HEADER } from "../support/cached-app.ts";
import { eventually } from "../support/eventually.ts";
import { HISTORIES, storeSessions } from "../support/stored-histories.ts";

/** A session of alice's whose address is asked for. */
const SESSION = uniqueId();

/** What is asked of each route that keeps answers. */
const ADDRESSES: Readonly<Record<string, readonly string[]>> = {
  "/api/prediction/today": ["", "?date=2026-02-20", "?date=2026-03-04"],
  "/api/prediction/week": ["", "?start_date=2026-02-16"],
  "/api/recommendation": ["", "?category=Database", "?current_hour=9&current_day=3"],
  "/api/analysis": [""],
  "/api/trends": ["", "?days=7"],
  "/api/preset-stats": [""],
  "/api/theme-productivity": [""],
  "/api/days": ["?from=2026-01-01&to=2026-03-01"],
  "/api/track-record": ["", "?days=14"],
  "/api/theme-recommendation/:date": ["2026-03-02", "2026-02-02"],
  "/api/weekly-insights/:week_start": ["2026-03-02", "2026-02-23"],
  "/api/debug/diversity": [""],
  "/api/config/categories": [""],
  "/api/settings": [""],
  "/api/burnout-risk": [""],
  "/api/detect-anomalies": [""],
  "/api/insights/summary": [""],
  "/api/models": [""],
  "/api/models/:name/explain": ["session-predictor/explain", "quality-predictor/explain"],
  "/api/optimal-schedule": [""],
  "/api/predict-quality": ["", "?hour=9"],
  "/api/sessions": ["", "?limit=3"],
  "/api/sessions/:id": [SESSION],
  "/api/wellness": ["", "?from=2026-02-01&to=2026-03-10"],
  "/api/wellness/:date": ["2026-03-02"],
};

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
  "/ui/export": "a stream of any length",
  "/ui/import": "has forms that are this visitor's",
  "/ui/session": "is asked for to change it",
  "/ui/settings": "is kept with room for what is a visitor's own",
  "/ui/briefing": "is worded from facts of this moment; stored texts have a cache of their own",
  "/ui/sessions": "is kept with room for what is a visitor's own",
  "/ui/week": "is kept with room for what is a visitor's own",
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

const USERS = ["alice", "bob"] as const;
type User = (typeof USERS)[number] | "nobody";

function asked(user: User, url: string, locale = "en"): InjectOptions {
  return { url, headers: { [USER_HEADER]: user, "accept-language": locale } };
}

/** Every address under test. */
function addresses(service: CachedApp): string[] {
  return [...service.dependencies.cacheService.routes.keys()].flatMap((route) =>
    (ADDRESSES[route] ?? []).map((end) => route.replace(/:.+$/, "") + end),
  );
}

async function assertCurrent(
  service: CachedApp,
  when: string,
  { locales = ["en"], users = USERS }: { locales?: string[]; users?: readonly User[] } = {},
): Promise<void> {
  for (const user of users) {
    for (const locale of locales) {
      for (const url of addresses(service)) {
        const kept = await service.ask(asked(user, url, locale));
        const afresh = await service.askAfresh(asked(user, url, locale));
        assert.equal(kept.statusCode, afresh.statusCode, `${when}: ${url} of ${user}`);
        if (afresh.statusCode !== 200) continue;
        assert.equal(kept.body, afresh.body, `${when}: ${url} of ${user} in ${locale}`);
      }
    }
  }
}

async function openFilled(): Promise<CachedApp> {
  const service = await openCachedApp();
  const { clock, dependencies } = service;
  const rich = HISTORIES["a rich year"]?.(clock.now()) ?? [];
  await storeSessions(dependencies, [
    ...rich.map((session) => ({ ...session, userId: "alice" })),
    newSession({ id: SESSION, userId: "alice" }),
    ...[1, 2, 3, 5].map((days) =>
      newSession({
        userId: "bob",
        category: "Bob's",
        preset: "quick_tasks",
        startedAtMs: clock.now() - days * 86_400_000,
      }),
    ),
  ]);
  for (const user of USERS) {
    await service.ask({
      ...asked(user, "/api/wellness/2026-03-02"),
      method: "PUT",
      payload: { mood: user === "alice" ? 80 : 20 },
    });
  }
  await service.ask({
    ...asked("alice", "/api/settings"),
    method: "PATCH",
    payload: { day_start_hour: 4 },
  });
  return service;
}

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

describe("an answer is right at every boundary of time", () => {
  /** Each pair stands on both sides of a boundary. */
  const moments: readonly (readonly [string, string])[] = [
    ["2026-03-02T12:59:00+01:00", "2026-03-02T13:00:00+01:00"],
    ["2026-03-02T23:59:00+01:00", "2026-03-03T00:00:00+01:00"],
    ["2026-03-08T23:59:00+01:00", "2026-03-09T00:00:00+01:00"],
    ["2026-03-29T01:59:00+01:00", "2026-03-29T03:00:00+02:00"],
    ["2026-10-25T02:59:00+02:00", "2026-10-25T02:00:00+01:00"],
    ["2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00"],
  ];
  for (const dayStart of ["0", "4"]) {
    test(`with days that begin at ${dayStart}`, async () => {
      const service = await openCachedApp({ env: { POMODORO_DAY_START_HOUR: dayStart } });
      try {
        const { clock, dependencies } = service;
        const rich = HISTORIES["a rich year"]?.(clock.now()) ?? [];
        await storeSessions(
          dependencies,
          rich.map((session) => ({ ...session, userId: "alice" })),
        );
        for (const pair of moments) {
          for (const moment of pair) {
            clock.set(moment);
            await assertCurrent(service, moment);
          }
        }
      } finally {
        await service.close();
      }
    });
  }
});

describe("within an hour an answer may be as old as it says", () => {
  const url = "/api/recommendation";

  test("up to its time to live, and not longer", async () => {
    const service = await openFilled();
    try {
      const first = await service.ask(asked("alice", url));
      service.clock.advance(200_000);
      const later = await service.ask(asked("alice", url));
      assert.equal(later.body, first.body);
      assert.equal(later.headers.age, "200");
      service.clock.advance(160_001);
      const last = await service.ask(asked("alice", url));
      assert.match(String(last.headers["cache-status"]), /fwd=miss/);
      assert.equal(last.body, (await service.askAfresh(asked("alice", url))).body);
    } finally {
      await service.close();
    }
  });

  test("but a plan never begins in the past", async () => {
    const service = await openFilled();
    try {
      const plan = asked("alice", "/api/optimal-schedule?sessions=6&day=today");
      for (const moment of ["12:14:59", "12:15:00", "12:29:59", "12:30:00", "12:46:00"]) {
        service.clock.set(`2026-03-02T${moment}+01:00`);
        const { sessions } = (await service.ask(plan)).json().optimal_schedule;
        assert.ok(sessions.length > 0);
        for (const { time } of sessions) assert.ok(`${time}:00` >= moment, `${time} at ${moment}`);
      }
    } finally {
      await service.close();
    }
  });
});

describe("after a write", () => {
  const PAGE = ["/api/prediction/today", "/api/burnout-risk", "/api/insights/summary"];
  const post = { method: "POST", url: "/api/sessions", payload: sessionInput() } as const;

  async function openPage(service: CachedApp): Promise<string[]> {
    const answers: string[] = [];
    for (const url of PAGE) {
      const answer = await service.ask(asked("alice", url));
      answers.push(String(answer.headers["cache-status"]));
    }
    return answers;
  }

  for (const [what, write] of [
    ["a session", post],
    ["the web app's word that it wrote one", { method: "POST", url: "/api/ai/invalidate-cache" }],
  ] as const) {
    test(`what the person asked for lately is made before it is asked again: ${what}`, async () => {
      const service = await openFilled();
      try {
        await openPage(service);
        const { cacheService } = service.dependencies;
        const made = () =>
          [...cacheService.routes.values()].reduce((sum, each) => sum + each.made, 0);
        const before = made();
        const written = await service.ask({ ...asked("alice", write.url), ...write });
        assert.ok(written.statusCode < 300, written.body);
        await eventually(
          "the page is there again",
          async () => made() === before + PAGE.length,
          5000,
        );
        for (const status of await openPage(service)) assert.match(status, /; hit; ttl=\d+$/);
        await assertCurrent(service, "after the refresh");
      } finally {
        await service.close();
      }
    });
  }

  test("nothing is made for somebody who has not asked for a while, nor for others", async () => {
    const service = await openFilled();
    try {
      await openPage(service);
      await service.ask(asked("bob", "/api/models"));
      service.clock.advance(3_600_000);
      const { cacheService } = service.dependencies;
      const made = () => [...cacheService.routes.values()].map((route) => route.made);
      await service.ask(asked("bob", "/api/preset-stats"));
      const before = made();
      await service.ask({ ...asked("alice", post.url), ...post });
      await service.ask({ ...asked("bob", post.url), ...post, payload: sessionInput() });
      const stats = cacheService.routes.get("/api/preset-stats");
      await eventually("bob's is there again", async () => stats?.made === 2, 5000);
      assert.equal(
        made().reduce((sum, each) => sum + each, 0),
        before.reduce((sum, each) => sum + each, 0) + 1,
      );
    } finally {
      await service.close();
    }
  });
});
