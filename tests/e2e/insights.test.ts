import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, test } from "node:test";
import type { NewSession } from "../../src/domain/session.ts";
import { openTestApp, type TestApp } from "../support/app.ts";
import { newSession } from "../support/builders.ts";
import { storeSessions } from "../support/stored-histories.ts";

let service: TestApp;

/** Each test of a suite gets a service of its own. */
function openForEachTest(): void {
  beforeEach(async () => {
    service = await openTestApp();
  });
  afterEach(() => service.close());
}

async function get(url: string): Promise<Record<string, unknown>> {
  const { status, body } = await service.json({ url });
  assert.equal(status, 200, JSON.stringify(body));
  return body;
}

/** A session on a date of 2026, begun at a local hour. */
function on(date: string, hour: number, given: Partial<NewSession> = {}): NewSession {
  const startedAtMs = Date.parse(`2026-${date}T${String(hour).padStart(2, "0")}:00:00+01:00`);
  return newSession({ startedAtMs, durationSeconds: 1500, ...given });
}

const store = (sessions: readonly NewSession[]) => storeSessions(service.dependencies, sessions);

/** Two sessions a day in the 28 days before the clock's day, rated as told. */
function daily(rating: (daysAgo: number) => number | null): NewSession[] {
  const today = Date.parse("2026-03-02T09:00:00+01:00");
  return Array.from({ length: 56 }, (_, index) => {
    const daysAgo = 1 + Math.floor(index / 2);
    const startedAtMs = today - daysAgo * 86_400_000 + (index % 2) * 3_600_000;
    return newSession({ startedAtMs, durationSeconds: 1500, rating: rating(daysAgo) });
  });
}

describe("GET /api/trends", () => {
  openForEachTest();

  test("rising ratings are improving, falling ones declining", async () => {
    await store(daily((daysAgo) => 90 - daysAgo + (daysAgo % 3)));
    assert.equal((await get("/api/trends?days=28")).productivity_trend, "improving");
    await service.dependencies.sessions.deleteAll("default");
    await store(daily((daysAgo) => 40 + daysAgo + (daysAgo % 3)));
    assert.equal((await get("/api/trends?days=28")).productivity_trend, "declining");
  });

  test("the trend of sessions is worked out, days off included", async () => {
    const fading = daily(() => null).filter((_, index) => index % 2 === 0 || index > 26);
    await store(fading.filter((_, index) => index > 8 || index % 3 === 0));
    assert.equal((await get("/api/trends?days=28")).session_trend, "declining");
  });

  test("what cannot be read means 14 days, what is too much is moved into range", async () => {
    await store(daily(() => 70));
    const expected: Record<string, number> = {
      "": 14,
      "?days=": 14,
      "?days=abc": 14,
      "?days=7.5": 14,
      "?days=NaN": 14,
      "?days=1e3": 14,
      "?days=7": 7,
      "?days=%2B7": 7,
      "?days=0": 1,
      "?days=-3": 1,
      "?days=366": 365,
      [`?days=${"9".repeat(400)}`]: 365,
    };
    for (const [query, days] of Object.entries(expected)) {
      assert.equal((await get(`/api/trends${query}`)).days, days, query);
    }
  });
});

describe("GET /api/weekly-insights", () => {
  openForEachTest();

  test("the forecast is this person's, and holds what is done", async () => {
    const quiet = await get("/api/weekly-insights/2026-03-02");
    await store(daily(() => 70));
    const busy = await get("/api/weekly-insights/2026-03-02");
    assert.ok(Number(busy.predicted_sessions) > Number(quiet.predicted_sessions));
    const week = await get("/api/prediction/week");
    assert.equal(busy.predicted_sessions, week.total_predicted_sessions);
    service.clock.set("2026-03-08T22:00:00+01:00");
    await store(["03-02", "03-03", "03-04", "03-05"].flatMap((day) => [on(day, 9), on(day, 10)]));
    const late = await get("/api/weekly-insights/2026-03-02");
    assert.equal(late.week_sessions, 8);
    assert.ok(Number(late.predicted_sessions) >= 8 && Number(late.predicted_sessions) <= 11);
  });

  test("for a past week, what was to be expected when it began", async () => {
    await store(daily(() => 70));
    const before = await get("/api/weekly-insights/2026-02-23");
    const asked = await get("/api/prediction/week?start_date=2026-02-23");
    assert.equal(before.predicted_sessions, asked.total_predicted_sessions);
    assert.equal(before.week_sessions, 14);
  });

  test("productivity_trend is a change of ratings between equal parts of two weeks", async () => {
    // Half as many sessions as on the same two days of the week before, rated a fifth better.
    const earlier = [9, 10, 11, 12].flatMap((hour) =>
      ["02-23", "02-24", "02-27"].map((day) =>
        on(day, hour, { rating: day === "02-27" ? 10 : 50 }),
      ),
    );
    service.clock.set("2026-03-03T20:00:00+01:00");
    await store([
      ...earlier,
      ...[9, 10].flatMap((h) => ["03-02", "03-03"].map((day) => on(day, h, { rating: 60 }))),
    ]);
    const body = await get("/api/weekly-insights/2026-03-02");
    assert.equal(body.productivity_trend, 20);
    assert.equal(body.productivity_trend_known, true);
    assert.equal(body.compared_days, 2);
  });

  test("without ratings to compare it is 0, and said to be unknown", async () => {
    await store([9, 10, 11, 12].map((hour) => on("02-23", hour, { rating: null })));
    const body = await get("/api/weekly-insights/2026-03-02");
    assert.equal(body.productivity_trend, 0);
    assert.equal(body.productivity_trend_known, false);
  });

  test("every day of a week means its Monday", async () => {
    await store(daily(() => 70));
    const monday = await get("/api/weekly-insights/2026-02-16");
    assert.equal(monday.week_start, "2026-02-16");
    assert.deepEqual(await get("/api/weekly-insights/2026-02-22"), monday);
  });

  test("one rated session makes no best theme, three do; hour 0 is an hour", async () => {
    const night = (rating: number, day: string) => on(day, 0, { category: "Night", rating });
    await store([night(99, "02-24")]);
    const one = await get("/api/weekly-insights/2026-02-23");
    assert.equal(one.recommended_focus, null);
    await store([night(97, "02-25"), night(98, "02-26"), on("02-25", 9, { rating: 50 })]);
    const three = await get("/api/weekly-insights/2026-02-23");
    assert.equal(three.recommended_focus, "Night");
    assert.equal(three.best_theme_rating, 98);
    assert.equal(three.best_hour, 0);
    assert.match(String(three.tip), /Night.*98.*0:00/);
  });

  test("what may be luck is not said to be best", async () => {
    await store([9, 11, 13].map((hour) => on("02-24", hour, { category: "A", rating: 62 })));
    await store([10, 12, 14].map((hour) => on("02-25", hour, { category: "B", rating: 60 })));
    const week = await get("/api/weekly-insights/2026-02-23");
    assert.equal(week.recommended_focus, "A");
    assert.match(String(week.tip), /by no more than chance/);
    const ahead = await get("/api/prediction/week");
    assert.match(String(ahead.tip), /expected on A, .* of 100, but its lead may be chance/);
  });

  test("the hour of the tip is one of that week", async () => {
    await store(daily(() => 90));
    await store([15, 16, 17].map((minute) => on("03-02", 7, { rating: 40 + minute })));
    await store([on("03-02", 8, { rating: 20 })]);
    assert.equal((await get("/api/weekly-insights/2026-03-02")).best_hour, 7);
  });
});

describe("dates in the path", () => {
  openForEachTest();

  test("are checked first, whether there are sessions or not", async () => {
    for (const round of ["without sessions", "with one"]) {
      for (const path of ["weekly-insights", "theme-recommendation"]) {
        for (const date of [
          "2026-2-3",
          "2026-02-30",
          "tomorrow",
          "1969-12-31",
          "2026-03-02T00:00",
        ]) {
          const { status, body } = await service.json({ url: `/api/${path}/${date}` });
          assert.equal(status, 400, `${path}/${date} ${round}`);
          assert.equal(typeof body.error, "string");
        }
      }
      await store([on("03-02", 9)]);
    }
  });
});

describe("themes", () => {
  openForEachTest();

  test("no member is missing without sessions", async () => {
    assert.equal((await get("/api/theme-productivity")).best_avg_rating, 0);
    assert.equal((await get("/api/theme-recommendation/2026-03-04")).day_of_week, "středa");
    const week = await get("/api/weekly-insights/2026-03-02");
    assert.equal(week.week_sessions, 0);
    assert.equal(week.best_theme_rating, null);
  });

  test("the best theme needs three ratings; unrated sessions are no zeros", async () => {
    await store([
      on("02-23", 9, { category: "A", rating: 99 }),
      ...[9, 10, 11].map((hour) => on("02-24", hour, { category: "B", rating: 80 })),
      on("02-24", 12, { category: "B", rating: null }),
    ]);
    const body = await get("/api/theme-productivity");
    assert.equal(body.best_theme, "B");
    assert.equal(body.best_avg_rating, 80);
    assert.deepEqual(body.themes, [
      { theme: "B", sessions: 4, avg_rating: 80, rated_count: 3 },
      { theme: "A", sessions: 1, avg_rating: 99, rated_count: 1 },
    ]);
  });

  test("a past day is answered with what was known when it began", async () => {
    await store([9, 10, 11, 12].map((hour) => on("02-23", hour, { category: "Late" })));
    assert.equal((await get("/api/theme-recommendation/2026-02-23")).recommended_theme, null);
    assert.equal((await get("/api/theme-recommendation/2026-03-02")).recommended_theme, "Late");
  });
});

describe("GET /api/debug/diversity", () => {
  openForEachTest();

  async function result(): Promise<Record<string, unknown>> {
    const { diversity_result } = await get("/api/debug/diversity");
    return Object(diversity_result);
  }

  test("one session is no overload; five of six are", async () => {
    await store([on("03-02", 7, { category: "Coding" })]);
    assert.deepEqual((await result()).overloaded_categories, []);
    await store([8, 9, 10].map((hour) => on("03-02", hour, { category: "Coding" })));
    await store([on("03-01", 9, { category: "Reading" }), on("03-02", 11, { category: "Coding" })]);
    const found = await result();
    assert.deepEqual(found.overloaded_categories, ["Coding"]);
    assert.match(String(found.overload_reason), /Coding took 5 of 6 sessions/);
    assert.deepEqual(found.recommended_alternatives, ["Reading"]);
  });

  test("three in a row are found wherever in the day they are", async () => {
    const day = ["A", "A", "A", "B", "C", "B"];
    await store(day.map((category, index) => on("03-02", 4 + index, { category })));
    const found = await result();
    assert.deepEqual(found.avoid_categories, ["A"]);
    assert.match(String(found.reasoning), /A came 3 times in a row on 2026-03-02/);
  });

  test("a failure shows no trace", async () => {
    const broken = await openTestApp({
      change: (dependencies) => ({
        ...dependencies,
        insightService: {
          ...dependencies.insightService,
          diversity: () => Promise.reject(new Error("secret detail")),
        },
      }),
    });
    const { status, body } = await broken.json({ url: "/api/debug/diversity" });
    await broken.close();
    assert.equal(status, 500);
    assert.doesNotMatch(JSON.stringify(body), /secret|trace|\.ts/);
  });
});

describe("GET /api/preset-stats", () => {
  openForEachTest();

  test("holds plain means of rated sessions, and presets of the person's own", async () => {
    await store([
      on("03-02", 7, { preset: "deep_work", rating: 60 }),
      on("03-02", 8, { preset: "deep_work", rating: 81 }),
      on("03-02", 9, { preset: "deep_work", rating: null }),
      on("03-02", 10, { preset: "pomodoro", rating: 0 }),
      on("03-02", 11, { preset: "learning", rating: null }),
    ]);
    const body = await get("/api/preset-stats");
    assert.deepEqual(Object.keys(body).sort(), ["deep_work", "pomodoro"]);
    const deepWork = Object(body.deep_work);
    assert.deepEqual(
      [deepWork.avg_rating, deepWork.session_count, deepWork.sessions],
      [70.5, 2, 3],
    );
    assert.equal(Object(body.pomodoro).avg_rating, 0);
  });
});

describe("GET /api/prediction/week", () => {
  openForEachTest();

  test("has the members that a saved weekly review shows", async () => {
    await store([9, 10, 11].map((hour) => on("02-27", hour, { category: "A", rating: 90 })));
    await store([on("02-26", 9, { category: "B", rating: 50 })]);
    const week = await get("/api/prediction/week");
    assert.equal(week.predicted_sessions, week.total_predicted_sessions);
    assert.equal(week.recommended_focus, "A");
    assert.match(String(week.tip), /A/);
  });
});
