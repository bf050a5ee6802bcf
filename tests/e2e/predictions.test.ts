import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { PRESETS } from "../../src/domain/session.ts";
import { openTestApp, type TestApp } from "../support/app.ts";
import { HISTORIES, storeSessions } from "../support/stored-histories.ts";

for (const [name, history] of Object.entries(HISTORIES)) {
  test(`the members of an answer agree with each other, on ${name}`, async () => {
    const service = await openTestApp();
    await storeSessions(service.dependencies, history(service.clock.now()));
    for (const url of [
      "/api/prediction/today",
      "/api/prediction/today?date=2026-02-27",
      "/api/prediction/week",
      "/api/prediction/week?start_date=2026-01-05",
    ]) {
      checkSense((await service.json({ url })).body);
    }
    const { body } = await service.json({ url: "/api/recommendation" });
    assert.equal(body.preset, body.recommended_preset);
    assert.equal("all_scores" in body, name !== "no data");
    assert.equal(body.alternative === null, name === "no data");
    await service.close();
  });
}

/** What must hold between the members of an answer, whatever they are. */
function checkSense(body: Record<string, unknown>): void {
  const { predicted_sessions: predicted, completed_sessions: done } = body;
  if (typeof done === "number" && typeof predicted === "number") {
    assert.ok(predicted >= done);
    assert.equal(body.remaining_sessions, predicted - done);
  }
  if (Array.isArray(body.predictions)) {
    const sum = body.predictions.reduce((total, day) => total + day.predicted_sessions, 0);
    assert.equal(body.total_predicted_sessions, sum);
  }
}

describe("predictions", () => {
  const wrong = [
    ["/api/prediction/today?date=2026-02-30", "date"],
    ["/api/prediction/today?date=tomorrow", "date"],
    ["/api/prediction/today?date=2026-03-31", "date"],
    ["/api/prediction/week?start_date=2027-01-01", "start_date"],
    ["/api/recommendation?current_hour=24", "current_hour"],
    ["/api/recommendation?current_hour=-1", "current_hour"],
    ["/api/recommendation?current_hour=noon", "current_hour"],
    ["/api/recommendation?current_day=7", "current_day"],
    [`/api/recommendation?category=${"x".repeat(101)}`, "category"],
    ["/api/recommendation?category=%00", "category"],
  ] as const;
  for (const [url, field] of wrong) {
    test(`${url.slice(0, 60)} is refused, naming ${field}`, async () => {
      const service = await openTestApp();
      const { status, body } = await service.json({ url });
      assert.equal(status, 400);
      assert.deepEqual(Array.isArray(body.errors) && body.errors[0]?.field, field);
      await service.close();
    });
  }

  test("of a past date are the same whatever happened later", async () => {
    const { service, rich } = await openRich();
    const url = "/api/prediction/today?date=2026-01-14";
    const later = rich.filter(
      ({ startedAtMs }) => startedAtMs > Date.parse("2026-01-14T12:00:00Z"),
    );
    const before = await service.json({ url });
    const week = await service.json({ url: "/api/prediction/week?start_date=2026-01-14" });
    for (const { id } of later) await service.dependencies.sessions.delete("default", id);
    assert.deepEqual(await service.json({ url }), before);
    assert.deepEqual(
      await service.json({ url: "/api/prediction/week?start_date=2026-01-14" }),
      week,
    );
    await service.close();
  });

  test("a session written through the API is in the next answer", async () => {
    const { service } = await openRich();
    const before = await service.json({ url: "/api/prediction/today" });
    const start = "2026-03-02T11:00:00+01:00";
    const payload = { start, duration_minutes: 25 };
    await service.json({ method: "POST", url: "/api/sessions", payload });
    const after = await service.json({ url: "/api/prediction/today" });
    assert.equal(after.body.completed_sessions, Number(before.body.completed_sessions) + 1);
    await service.close();
  });

  test("an abandoned session is not counted as completed", async () => {
    const service = await openTestApp();
    const start = "2026-03-02T11:00:00+01:00";
    const payload = { start, duration_minutes: 25, completed: false };
    await service.json({ method: "POST", url: "/api/sessions", payload });
    const { body } = await service.json({ url: "/api/prediction/today" });
    assert.equal(body.completed_sessions, 0);
    await service.close();
  });

  test("the day ends where the person's day ends: midnight, and both changes of the clock", async () => {
    const service = await openTestApp();
    for (const [at, date, hour] of [
      ["2026-03-02T23:59:59+01:00", "2026-03-02", 23],
      ["2026-03-03T00:00:00+01:00", "2026-03-03", 0],
      ["2026-03-29T03:00:00+02:00", "2026-03-29", 3],
      ["2026-10-25T02:30:00+02:00", "2026-10-25", 2],
      ["2026-10-25T02:30:00+01:00", "2026-10-25", 2],
    ] as const) {
      service.clock.set(at);
      const { body } = await service.json({ url: "/api/prediction/today" });
      assert.deepEqual([body.date, body.current_hour], [date, hour]);
    }
    await service.close();
  });
});

describe("defects of the first version stay mended", () => {
  test("confidence is a probability and reasons are in percent", async () => {
    const { service } = await openRich();
    const { body } = await service.json({ url: "/api/recommendation" });
    const shares = Object.values(Object(body.probability_best)).map(Number);
    assert.ok(Number(body.confidence) < 1);
    assert.ok(Math.abs(shares.reduce((sum, share) => sum + share, 0) - 1) < 0.01);
    assert.doesNotMatch(String(body.reason), /\/5/);
    await service.close();
  });

  test("without ratings the predicted productivity is a neutral percentage, and says so", async () => {
    const service = await openTestApp();
    const { body } = await service.json({ url: "/api/prediction/today" });
    assert.equal(body.predicted_productivity, 70);
    assert.equal(Object(body.productivity_data).status, "insufficient_data");
    await service.close();
  });

  test("what happens on Mondays is said of Mondays", async () => {
    const service = await openTestApp();
    const mondays = Array.from({ length: 12 }, (_, week) => ({
      start: new Date(Date.parse("2025-12-01T09:00:00Z") + week * 7 * 86_400_000).toISOString(),
      duration_minutes: 25,
      rating: 90,
    }));
    const others = mondays.map(({ start }) => ({
      start: new Date(Date.parse(start) + 3 * 86_400_000).toISOString(),
      duration_minutes: 25,
      rating: 40,
    }));
    const payload = { sessions: [...mondays, ...others] };
    await service.json({ method: "POST", url: "/api/sessions/batch", payload });
    const { body } = await service.json({ url: "/api/analysis" });
    const analysis = Object(body.analysis);
    assert.equal(analysis.best_day, "Monday");
    assert.deepEqual(Object.keys(analysis.productivity_by_day), ["Monday", "Thursday"]);
    const week = await service.json({ url: "/api/prediction/week" });
    const days = Object(week.body).predictions;
    assert.ok(days[0].predicted_productivity > days[3].predicted_productivity);
    await service.close();
  });

  test("hours and days are those of the configured zone", async () => {
    const service = await openTestApp({ env: { TIMEZONE: "Pacific/Auckland" } });
    const { body } = await service.json({ url: "/api/prediction/today" });
    assert.deepEqual([body.date, body.current_hour], ["2026-03-03", 0]);
    await service.close();
  });

  test("the energy forecast follows the person's own hours, not the clock", async () => {
    const service = await openTestApp();
    const sessions = Array.from({ length: 40 }, (_, index) => {
      const day = Date.parse("2026-01-10T00:00:00Z") + index * 86_400_000;
      return [
        { start: new Date(day + 8 * 3_600_000).toISOString(), duration_minutes: 25, rating: 35 },
        { start: new Date(day + 19 * 3_600_000).toISOString(), duration_minutes: 25, rating: 95 },
      ];
    }).flat();
    await service.json({ method: "POST", url: "/api/sessions/batch", payload: { sessions } });
    const levels = [];
    for (const at of ["2026-03-02T09:30:00+01:00", "2026-03-02T20:30:00+01:00"]) {
      service.clock.set(at);
      const { body } = await service.json({ url: "/api/prediction/today" });
      levels.push(Object(body.energy_forecast));
    }
    assert.deepEqual(
      levels.map(({ level, basis }) => [level, basis]),
      [
        ["low", "own_ratings"],
        ["high", "own_ratings"],
      ],
    );
    await service.close();
  });

  test("the unfinished day is no evidence against itself", async () => {
    const service = await openTestApp();
    // Six sessions on each of the last ten days; nothing yet today.
    const sessions = Array.from({ length: 60 }, (_, index) => {
      const day = Date.parse("2026-02-20T08:00:00Z") + Math.floor(index / 6) * 86_400_000;
      return { start: new Date(day + (index % 6) * 3_600_000).toISOString(), duration_minutes: 25 };
    });
    await service.json({ method: "POST", url: "/api/sessions/batch", payload: { sessions } });
    service.clock.set("2026-03-01T23:59:00+01:00");
    const before = await service.json({ url: "/api/prediction/today?date=2026-03-02" });
    service.clock.set("2026-03-02T00:05:00+01:00");
    const after = await service.json({ url: "/api/prediction/today" });
    assert.equal(after.body.expected_sessions, before.body.expected_sessions);
    // As the mean of a weekday that has today in it, this would sink to half.
    service.clock.set("2026-03-02T08:30:00+01:00");
    const morning = await service.json({ url: "/api/prediction/today" });
    assert.ok(Number(morning.body.expected_sessions) > 0.8 * Number(before.body.expected_sessions));
    const nextMonday = await service.json({ url: "/api/prediction/today?date=2026-03-09" });
    assert.ok(
      Number(nextMonday.body.expected_sessions) > 0.8 * Number(before.body.expected_sessions),
    );
    await service.close();
  });

  test("ratings are 0 to 100 in every answer, never out of five", async () => {
    const service = await openTestApp();
    const sessions = [61, 67, 73].map((rating, index) => ({
      start: `2026-03-01T${10 + index}:00:00+01:00`,
      duration_minutes: 25,
      category: "Reading",
      rating,
    }));
    await service.json({ method: "POST", url: "/api/sessions/batch", payload: { sessions } });
    const { body } = await service.json({ url: "/api/analysis" });
    assert.deepEqual(Object(body.analysis).productivity_by_category.Reading.avg_rating, 67);
    const trends = await service.json({ url: "/api/trends" });
    assert.equal(trends.body.avg_productivity, 67);
    await service.close();
  });

  test("only presets and categories that exist are named, whatever the history has", async () => {
    const service = await openTestApp();
    const sessions = Array.from({ length: 40 }, (_, index) => ({
      start: new Date(Date.parse("2026-01-21T09:00:00Z") + index * 86_400_000).toISOString(),
      duration_minutes: 25,
      preset: index % 2 === 0 ? "standard" : "short_focus",
      category: "Gardening",
      rating: 60 + (index % 30),
    }));
    await service.json({ method: "POST", url: "/api/sessions/batch", payload: { sessions } });
    service.clock.set("2026-03-03T08:00:00+01:00");
    const today = (await service.json({ url: "/api/prediction/today" })).body;
    const plan = (await service.json({ url: "/api/optimal-schedule" })).body;
    const advice = (await service.json({ url: "/api/recommendation" })).body;
    assert.ok(Array.isArray(today.recommended_schedule) && today.recommended_schedule.length > 0);
    assert.ok(Array.isArray(plan.peak_hours));
    const named = [
      advice.preset,
      advice.alternative,
      ...today.recommended_schedule.map((hour) => hour.recommended_preset),
      ...plan.peak_hours.map((hour) => hour.recommended_preset),
      ...Object(plan.optimal_schedule).sessions.map((slot: { preset: string }) => slot.preset),
    ];
    for (const preset of named) assert.ok(PRESETS.includes(preset), String(preset));
    const diversity = Object((await service.json({ url: "/api/debug/diversity" })).body);
    assert.deepEqual(diversity.detector_categories, ["Gardening"]);
    assert.deepEqual(diversity.diversity_result.recommended_alternatives, ["Gardening"]);
    await service.close();
  });

  test("an hour is the one a session began in", async () => {
    const service = await openTestApp();
    const payload = { start: "2026-03-02T09:40:00+01:00", duration_minutes: 90, rating: 80 };
    await service.json({ method: "POST", url: "/api/sessions", payload });
    const { body } = await service.json({ url: "/api/analysis" });
    assert.deepEqual(Object.keys(Object(body.analysis).productivity_by_hour), ["9"]);
    await service.close();
  });
});

async function openRich(): Promise<{
  service: TestApp;
  rich: readonly { id: string; startedAtMs: number }[];
}> {
  const service = await openTestApp();
  const rich = HISTORIES["a rich year"]?.(service.clock.now()) ?? [];
  await storeSessions(service.dependencies, rich);
  return { service, rich };
}
