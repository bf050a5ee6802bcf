import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { openTestApp, type TestApp } from "../support/app.ts";

describe("a date that the zone never had", () => {
  let service: TestApp;
  before(async () => {
    service = await openTestApp({ env: { TIMEZONE: "Pacific/Apia" } });
  });
  after(() => service.close());

  for (const url of [
    "/api/prediction/today?date=2011-12-30",
    "/api/prediction/week?start_date=2011-12-30",
    "/api/models/session-predictor/explain?date=2011-12-30",
    "/api/theme-recommendation/2011-12-30",
    "/api/weekly-insights/2011-12-30",
    "/api/sessions?from=2011-12-30",
    "/api/sessions?to=2011-12-30",
    "/api/sessions/export?from=2011-12-30",
    "/api/wellness/2011-12-30",
  ]) {
    test(`is refused with a reason at ${url}, however often it is asked`, async () => {
      for (let times = 0; times < 2; times += 1) {
        const { status, body } = await service.json({ url });
        assert.equal(status, 400);
        assert.match(JSON.stringify(body.errors), /"no_such_day".*Pacific\/Apia/);
      }
    });
  }

  test("is not in a week's list, whose other days are", async () => {
    const answer = await service.request({ url: "/api/prediction/week?start_date=2011-12-28" });
    assert.equal(answer.statusCode, 200);
    const dates = answer.json().predictions.map(({ date }: { date: string }) => date);
    assert.deepEqual(dates, [
      "2011-12-28",
      "2011-12-29",
      "2011-12-31",
      "2012-01-01",
      "2012-01-02",
      "2012-01-03",
    ]);
  });

  test("does not trouble weeks that have it in their middle", async () => {
    for (const url of [
      "/api/weekly-insights/2011-12-26",
      "/api/prediction/today?date=2011-12-31",
    ]) {
      assert.equal((await service.json({ url })).status, 200);
    }
  });
});
