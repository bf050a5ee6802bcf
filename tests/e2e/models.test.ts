import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { MODEL_NAMES } from "../../src/models/profile.ts";
import { openTestApp, type TestApp } from "../support/app.ts";
import { HISTORIES, storeSessions } from "../support/stored-histories.ts";

for (const [name, history] of Object.entries(HISTORIES)) {
  describe(`models, on ${name}`, () => {
    let service: TestApp;
    before(async () => {
      service = await openTestApp();
      await storeSessions(service.dependencies, history(service.clock.now()));
    });
    after(() => service.close());

    async function get(url: string, locale = "en"): Promise<Record<string, unknown>> {
      const { status, body } = await service.json({ url, headers: { "accept-language": locale } });
      assert.equal(status, 200, JSON.stringify(body));
      return body;
    }

    test("are listed with what they learned from, in both languages", async () => {
      const { models } = await get("/api/models");
      assert.ok(Array.isArray(models));
      assert.deepEqual(
        models.map(({ name: model }) => model),
        MODEL_NAMES,
      );
      const { models: czech } = await get("/api/models", "cs");
      assert.ok(Array.isArray(czech));
      models.forEach(({ question, skill }, index) => {
        assert.notEqual(question, czech[index].question);
        if (name === "no data" || name === "one session") assert.equal(skill, null);
      });
    });

    for (const model of MODEL_NAMES) {
      test(`${model}: explanations add up, and every factor has a text`, async () => {
        const queries = [
          "",
          "?category=Database&current_hour=22&current_day=6&hour=22&day=6&preset=learning",
          "?date=2026-03-05&days=90&week_start=2026-02-18",
          "?date=2026-01-05&start_date=2026-02-01&days=nonsense&week_start=2025-12-31",
        ];
        for (const query of queries) {
          for (const locale of ["en", "cs"]) {
            const body = await get(`/api/models/${model}/explain${query}`, locale);
            checkSum(body);
          }
        }
      });
    }

    test("the explanation is of the number that the route gives", async () => {
      const today = await get("/api/prediction/today?date=2026-03-04");
      const why = await get("/api/models/session-predictor/explain?date=2026-03-04");
      const isKnown = Object(today.data).sessions > 0;
      const expected = isKnown ? Math.round(Number(why.total) * 10) / 10 : null;
      assert.equal(today.expected_sessions, expected);
      const asked = "hour=20&day=4&preset=learning&category=Database&sessions_today=5";
      const quality = await get(`/api/predict-quality?${asked}`);
      const because = await get(`/api/models/quality-predictor/explain?${asked}`);
      assert.ok(Math.abs(Number(quality.predicted_productivity) - Number(because.total)) < 0.06);
      const schedule = await get("/api/optimal-schedule?day=friday");
      const hours = await get("/api/models/focus-optimizer/explain?day=friday");
      assert.ok(Array.isArray(schedule.peak_hours));
      const peak = Number(schedule.peak_hours[0].expected_productivity);
      assert.ok(Math.abs(peak - Number(hours.total)) < 0.06);
      const week = await get("/api/weekly-insights/2026-02-18");
      const change = await get("/api/models/weekly-insights/explain?week_start=2026-02-18");
      assert.equal(week.productivity_trend, Math.round(Number(change.total)));
      const theme = await get("/api/theme-recommendation/2026-03-05");
      const itsFactors = await get("/api/models/theme-productivity/explain?date=2026-03-05");
      assert.ok(Math.abs(Number(theme.expected_rating ?? 0) - Number(itsFactors.total)) < 0.06);
      const trends = await get("/api/trends?days=90");
      const mean = await get("/api/models/history-aggregates/explain?days=90");
      assert.ok(Math.abs(Number(trends.avg_productivity) - Number(mean.total)) < 0.006);
    });
  });
}

function checkSum({ baseline, total, factors }: Record<string, unknown>): void {
  assert.ok(Array.isArray(factors));
  let sum = Number(baseline);
  for (const { code, text, contribution } of factors) {
    assert.notEqual(text, code, `${code} has no text`);
    sum += contribution;
  }
  const rounding = 1e-4 * (1 + factors.length);
  assert.ok(Math.abs(sum - Number(total)) <= rounding, `${sum} is not ${total}`);
}

describe("GET /api/models/{name}/explain", () => {
  let service: TestApp;
  before(async () => {
    service = await openTestApp();
  });
  after(() => service.close());

  test("a model that does not exist is not found", async () => {
    for (const name of ["nothing", "toString", "__proto__"]) {
      const { status, body } = await service.json({ url: `/api/models/${name}/explain` });
      assert.equal(status, 404);
      assert.equal(body.code, "model_not_found");
    }
  });

  test("new members are strict: what is out of range is refused", async () => {
    for (const query of [
      "date=tomorrow",
      "current_hour=24",
      "current_day=-1",
      "week_start=1969-01-01",
    ]) {
      const { status } = await service.json({
        url: `/api/models/weekly-insights/explain?${query}`,
      });
      assert.equal(status, 400, query);
    }
  });
});
