import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { openTestApp, type TestApp } from "../support/app.ts";

const DAY_MS = 86_400_000;

/** Stores one session a day at 9:00 UTC on `days` days up to `lastDay`. */
async function storeDaily(service: TestApp, lastDay: string, days: number): Promise<void> {
  const last = Date.parse(`${lastDay}T09:00:00Z`);
  const sessions = Array.from({ length: days }, (_, index) => ({
    start: new Date(last - index * DAY_MS).toISOString(),
    duration_minutes: 25,
    category: "Writing",
    rating: 60 + (index % 20),
  }));
  await service.json({ method: "POST", url: "/api/sessions/batch", payload: { sessions } });
}

describe("a person who has paused", () => {
  for (const [language, sentence] of [
    ["en", "Last session on 2 March; forecasts wait until you start again."],
    ["cs", "Poslední sezení 2. března; předpovědi počkají, až zase začnete."],
  ] as const) {
    test(`is told so in ${language}, without an interval, a confidence or an hour`, async () => {
      const service = await openTestApp();
      await storeDaily(service, "2026-03-02", 40);
      service.clock.set("2026-06-01T10:00:00+02:00");
      const headers = { "accept-language": language };
      const today = (await service.json({ url: "/api/prediction/today", headers })).body;
      const week = (await service.json({ url: "/api/prediction/week", headers })).body;
      for (const answer of [today, week]) {
        assert.equal(Object(answer.data).status, "paused");
        assert.equal(Object(answer.data).last_session, "2026-03-02");
        assert.equal(answer.message, sentence);
      }
      assert.equal(today.sessions_interval, null);
      assert.equal(today.productivity_interval, null);
      assert.equal(today.confidence, 0);
      assert.deepEqual(today.recommended_schedule, []);
      assert.equal(Object(today.energy_forecast).message, sentence);
      assert.equal(week.total_interval, null);
      assert.equal(week.tip, sentence);
      assert.ok(
        Array.isArray(week.predictions) &&
          week.predictions.every((day) => day.sessions_interval === null && day.confidence === 0),
      );
      const quality = (await service.json({ url: "/api/predict-quality", headers })).body;
      assert.equal(Object(quality.data).status, "paused");
      assert.equal(quality.interval, null);
      const schedule = (await service.json({ url: "/api/optimal-schedule", headers })).body;
      assert.equal(schedule.recommendation_basis, sentence);
      assert.equal(Object(schedule.optimal_schedule).sessions_count, 0);
      const recommendation = (await service.json({ url: "/api/recommendation", headers })).body;
      assert.ok(String(recommendation.reason).startsWith(`${sentence} `));
      assert.equal(recommendation.confidence, 0);
      await service.close();
    });
  }

  test("is forecast again from the first session on", async () => {
    const service = await openTestApp();
    await storeDaily(service, "2026-03-02", 40);
    service.clock.set("2026-06-01T12:00:00+02:00");
    await storeDaily(service, "2026-06-01", 1);
    const { body } = await service.json({ url: "/api/prediction/today" });
    assert.notEqual(Object(body.data).status, "paused");
    assert.notEqual(body.sessions_interval, null);
    await service.close();
  });

  test("is not one who worked 27 days ago", async () => {
    const service = await openTestApp();
    await storeDaily(service, "2026-03-02", 40);
    service.clock.set("2026-03-29T10:00:00+02:00");
    const { body } = await service.json({ url: "/api/prediction/today" });
    assert.equal(Object(body.data).status, "ready");
    await service.close();
  });
});

describe("without a single session", () => {
  const routes = [
    "/api/prediction/today",
    "/api/recommendation",
    "/api/trends",
    "/api/burnout-risk",
    "/api/optimal-schedule",
    "/api/predict-quality",
    "/api/detect-anomalies",
    "/api/theme-productivity",
    "/api/weekly-insights/2026-03-02",
  ];
  for (const url of routes) {
    test(`${url} has no confidence`, async () => {
      const service = await openTestApp();
      const { body } = await service.json({ url });
      assert.equal(Object(body.data).status, "insufficient_data");
      assert.equal(body.confidence, 0);
      await service.close();
    });
  }

  test("no cell of the day's hours states a share or an expectation", async () => {
    const service = await openTestApp();
    const { body } = await service.json({ url: "/api/optimal-schedule" });
    for (const cell of Object.values(Object(body.hourly_breakdown)).map(Object)) {
      assert.equal(cell.completion_rate, null);
      assert.equal(cell.expected_productivity, null);
      assert.equal(cell.confidence, 0);
    }
    const quality = (await service.json({ url: "/api/predict-quality" })).body;
    assert.equal(quality.completion_probability, null);
    assert.equal(quality.interval, null);
    await service.close();
  });
});

test("presets have the names of the contract in Czech, too", async () => {
  const service = await openTestApp();
  await storeDaily(service, "2026-03-01", 40);
  const headers = { "accept-language": "cs" };
  const schedule = JSON.stringify(
    (await service.json({ url: "/api/optimal-schedule", headers })).body,
  );
  assert.match(schedule, /"preset_name":"(Deep Work|Learning|Quick Tasks|Flow Mode)"/);
  assert.doesNotMatch(schedule, /Hluboká práce|Plynulý režim|Rychlé úkoly|Učení/);
  await service.close();
});
