import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { sessionInput } from "../support/builders.ts";
import { type CachedApp, openCachedApp } from "../support/cached-app.ts";
import { eventually } from "../support/eventually.ts";
import { asked, assertCurrent, openFilled } from "../support/kept-answers.ts";
import { HISTORIES, storeSessions } from "../support/stored-histories.ts";

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
