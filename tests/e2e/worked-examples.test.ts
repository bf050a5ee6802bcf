import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { TestApp } from "../support/app.ts";
import { openOnDataSetG } from "../support/stored-data-set-g.ts";

/**
 * What the first version answered on its worked example, where its arithmetic was right. Load, schedule, quality and
 * anomalies are in the tests of their routes.
 */
describe("the worked example, asked over HTTP", () => {
  let service: TestApp;
  before(async () => {
    service = await openOnDataSetG();
  });
  after(() => service.close());

  async function get(url: string) {
    const { status, body } = await service.json({ url });
    assert.equal(status, 200, JSON.stringify(body));
    return Object(body);
  }

  test("analysis: group means and counts, best hours in order", async () => {
    const { analysis } = await get("/api/analysis");
    assert.deepEqual(analysis.best_hours, [9, 11, 14]);
    // The old list of worst hours was 21, 14, 11: two of them praised as well.
    assert.deepEqual(analysis.worst_hours, [21]);
    assert.equal(analysis.best_day, "Wednesday");
    assert.deepEqual(analysis.productivity_by_hour, { 9: 73.33, 11: 70.29, 14: 58.89, 21: 40 });
    assert.deepEqual(analysis.productivity_by_day, {
      Monday: 68.38,
      Tuesday: 70.29,
      Wednesday: 71,
      Thursday: 64.33,
      Friday: 66,
      Saturday: 65.89,
    });
    const { Coding, Learning, Other } = analysis.productivity_by_category;
    assert.deepEqual(
      [Coding, Learning, Other].map((group) => [group.avg_rating, group.session_count]),
      [
        [68.57, 21],
        [70.29, 17],
        [58.89, 9],
      ],
    );
    assert.equal(analysis.total_sessions_analyzed, 47);
    // It said `up`: the last week's mean was 1.3 points above that of all that was older.
    assert.equal(analysis.trend, "stable");
  });

  test("preset statistics", async () => {
    const body = await get("/api/preset-stats");
    const rows = Object.entries(body).map(([preset, row]) => {
      const { avg_rating, session_count, best_hour, best_category } = Object(row);
      return [preset, avg_rating, session_count, best_hour, best_category];
    });
    assert.deepEqual(rows, [
      ["deep_work", 73.33, 18, 9, "Coding"],
      ["learning", 70.29, 17, 11, "Learning"],
      ["quick_tasks", 58.89, 9, 14, "Other"],
      ["flow_mode", 40, 3, 21, "Coding"],
    ]);
  });

  test("recommendation: the same first and second, scores in the same order", async () => {
    const body = await get("/api/recommendation");
    assert.deepEqual([body.recommended_preset, body.alternative], ["deep_work", "learning"]);
    const { deep_work, learning, quick_tasks, flow_mode } = body.all_scores;
    assert.ok(deep_work > learning && learning > quick_tasks && quick_tasks > flow_mode);
  });

  test("today: what is done, and about as many as on other Wednesdays", async () => {
    const body = await get("/api/prediction/today");
    assert.equal(body.completed_sessions, 1);
    // 2 there, of Wednesdays with 3, 3 and today's unfinished 1.
    const { lower, upper } = body.sessions_interval;
    assert.ok(lower <= 2 && 2 <= upper, `${lower} to ${upper}`);
    assert.equal(body.energy_forecast.level, "high");
    assert.equal(body.recommended_schedule[0].hour, 11);
  });

  test("week: about as many on working days, fewer on the day that never had any", async () => {
    const body = await get("/api/prediction/week");
    // 2, 3, 3, 3, 3, 3, 2 there, where a Sunday was as good as another day.
    const there = [2, 3, 3, 3, 0, 3, 2];
    body.predictions.forEach((day: { sessions_interval: unknown }, index: number) => {
      const { lower, upper } = Object(day.sessions_interval);
      const count = there[index] ?? 0;
      assert.ok(lower <= count && count <= upper, `day ${index}: ${lower} to ${upper}`);
    });
    const sunday = body.predictions[4];
    assert.equal(sunday.day_name, "Sunday");
    for (const day of body.predictions) {
      if (day !== sunday) assert.ok(day.expected_sessions > 2 * sunday.expected_sessions);
    }
    const { lower, upper } = body.total_interval;
    assert.ok(lower <= 19 && 19 <= upper, `${lower} to ${upper}`);
  });

  test("trends: totals and means of both windows", async () => {
    const fortnight = await get("/api/trends?days=14");
    assert.deepEqual([fortnight.total_sessions, fortnight.avg_productivity], [30, 68.1]);
    const month = await get("/api/trends?days=30");
    assert.deepEqual([month.total_sessions, month.avg_productivity], [47, 67.34]);
  });

  test("diversity: the window's shares, and nothing found", async () => {
    const { diversity_result: result } = await get("/api/debug/diversity");
    assert.deepEqual(result.category_distribution, { Coding: 3, Learning: 2, Other: 1 });
    assert.deepEqual(result.overloaded_categories, []);
    assert.deepEqual(result.avoid_categories, []);
  });
});
