import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, test } from "node:test";
import { openTestApp, type TestApp } from "../support/app.ts";
import { assertContract } from "../support/assert-contract.ts";
import { newSession } from "../support/builders.ts";
import { HISTORIES, storeSessions } from "../support/stored-histories.ts";

const url = "/api/ai/analyze-patterns";

describe("POST /api/ai/analyze-patterns", () => {
  let service: TestApp;
  beforeEach(async () => {
    service = await openTestApp();
  });
  afterEach(() => service.close());

  async function analyze(payload?: object): Promise<Record<string, unknown>> {
    const request = { method: "POST", url, ...(payload && { payload }) } as const;
    const { status, body } = await service.json(request);
    assert.equal(status, 200, JSON.stringify(body));
    assertContract(body, "ai_analyze_patterns");
    return body;
  }

  for (const [name, history] of Object.entries(HISTORIES)) {
    test(`an empty or foreign body means the person's own sessions, on ${name}`, async () => {
      await storeSessions(service.dependencies, history(service.clock.now()));
      const foreign = { today_stats: {}, weekly_stats: { x: 1 }, current_hour: 9, day_of_week: 1 };
      const empty = await analyze({});
      assert.deepEqual(await analyze(), empty);
      assert.deepEqual(await analyze(foreign), empty);
      assert.deepEqual(empty.sources, { hours: "own_sessions", days: "own_sessions" });
    });
  }

  test("the best day is a weekday, the hours are rated best, no hour is in both lists", async () => {
    const monday = Date.parse("2026-02-02T00:00:00+01:00");
    const at = (week: number, day: number, hour: number, rating: number) =>
      newSession({
        startedAtMs: monday + ((week * 7 + day) * 24 + hour) * 3_600_000,
        durationSeconds: 1500,
        rating,
      });
    await storeSessions(
      service.dependencies,
      [0, 1, 2, 3].flatMap((week) => [
        at(week, 1, 9, 90),
        at(week, 3, 14, 40),
        // Most sessions, worst ratings.
        ...[0, 1, 2].map(() => at(week, 4, 20, 30)),
      ]),
    );
    const { productivity, recommendations } = await analyze({});
    const { best_hours, worst_hours, best_day } = Object(productivity);
    assert.equal(best_day, "Tuesday");
    assert.equal(best_hours[0], 9);
    assert.equal(worst_hours[0], 20);
    assert.ok(best_hours.every((hour: number) => !worst_hours.includes(hour)));
    assert.match(String(recommendations), /9:00/);
  });

  test("an hour needs three ratings to be named", async () => {
    const { productivity } = await analyze({
      hourly_productivity: {
        7: { sessions: 2, ratings: [100, 100] },
        9: { sessions: 4, ratings: [80, 82, 84] },
        20: { sessions: 9, ratings: [20, 25, 30] },
      },
    });
    assert.deepEqual(Object(productivity).best_hours, [9]);
    assert.deepEqual(Object(productivity).worst_hours, [20]);
  });

  test("figures in the body count; days between the given ones are days off", async () => {
    const { productivity, sources } = await analyze({
      hourly_productivity: { "09": { sessions: 3, ratings: [70, 71, 72] } },
      daily_stats: {
        "2026-02-01": { sessions: 4, minutes: 100 },
        "2026-02-02": { sessions: 0 },
        "2026-02-10": { sessions: 6, minutes: 150 },
      },
    });
    assert.deepEqual(sources, { hours: "request", days: "request" });
    assert.equal(Object(productivity).avg_sessions_per_day, 1);
    assert.equal(Object(productivity).consistency_score, 0.2);
  });

  test("falling ratings are a warning", async () => {
    const today = service.clock.now();
    await storeSessions(
      service.dependencies,
      Array.from({ length: 56 }, (_, index) =>
        newSession({
          startedAtMs: today - (1 + index / 2) * 86_400_000,
          rating: 40 + index + (index % 3),
        }),
      ),
    );
    assert.deepEqual((await analyze({})).warnings, ["Your ratings have been falling for 28 days."]);
  });

  test("wrong types are refused", async () => {
    const wrong: object[] = [
      { hourly_productivity: [] },
      { hourly_productivity: { 24: { sessions: 1 } } },
      { hourly_productivity: { 9: { sessions: -1 } } },
      { hourly_productivity: { 9: { ratings: [101] } } },
      { hourly_productivity: { 9: null } },
      { daily_stats: { yesterday: { sessions: 1 } } },
      { daily_stats: { "2026-02-01": { sessions: 1.5 } } },
      [],
    ];
    for (const payload of wrong) {
      const { status, body } = await service.json({ method: "POST", url, payload });
      assert.equal(status, 400, JSON.stringify(payload));
      assert.equal(typeof body.error, "string");
    }
  });
});
