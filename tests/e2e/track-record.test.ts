import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { openTestApp, type TestApp } from "../support/app.ts";
import { HISTORIES, storeSessions } from "../support/stored-histories.ts";

function intervalOf({ sessions_interval: interval }: Record<string, unknown>) {
  assert.ok(typeof interval === "object" && interval !== null);
  assert.ok("lower" in interval && "upper" in interval);
  return { lower: Number(interval.lower), upper: Number(interval.upper) };
}

for (const [name, history] of Object.entries(HISTORIES)) {
  describe(`the track record, on ${name}`, () => {
    let service: TestApp;
    before(async () => {
      service = await openTestApp();
      await storeSessions(service.dependencies, history(service.clock.now()));
    });
    after(() => service.close());

    async function get(url: string, locale = "en") {
      const { status, body } = await service.json({ url, headers: { "accept-language": locale } });
      assert.equal(status, 200, JSON.stringify(body));
      return body;
    }

    test("claims nothing below 30 scored days, in any member", async () => {
      const body = await get("/api/track-record");
      const scored = Number(body.scored_days);
      assert.equal(body.status, scored < 30 ? "insufficient_data" : "ready");
      if (scored < 30) {
        assert.equal(body.sessions, null);
        assert.deepEqual(body.days, []);
        assert.ok(Array.isArray(body.summary) && body.summary.length === 1);
      }
    });

    test("has what was forecast as those days began", async () => {
      const { days } = await get("/api/track-record");
      assert.ok(Array.isArray(days));
      for (const day of days.slice(-5)) {
        const then = await get(`/api/prediction/today?date=${day.date}`);
        // The day's first minute, which the other route has behind it, may move a bound by one.
        const { lower, upper } = intervalOf(then);
        assert.ok(Math.abs(day.lower - lower) <= 1 && Math.abs(day.upper - upper) <= 1, day.date);
        assert.ok(
          Math.abs(day.expected_sessions - Number(then.expected_sessions)) <= 0.2,
          day.date,
        );
        assert.equal(day.inside, day.sessions >= day.lower && day.sessions <= day.upper);
      }
    });

    test("its sums are those of its days, and both languages tell the same figures", async () => {
      const body = await get("/api/track-record");
      const czech = await get("/api/track-record", "cs");
      assert.deepEqual({ ...czech, summary: [] }, { ...body, summary: [] });
      const { days, sessions, summary } = body;
      assert.ok(Array.isArray(days) && Array.isArray(summary) && Array.isArray(czech.summary));
      assert.equal(summary.length, czech.summary.length);
      if (sessions === null) return;
      const inside = days.filter((day) => day.inside).length;
      assert.ok(typeof sessions === "object" && "inside" in sessions);
      assert.equal(sessions.inside, inside);
      assert.match(String(summary[0]), new RegExp(`\\b${inside}\\b.*\\b${days.length}\\b`));
    });
  });
}

describe("the track record's days", () => {
  test("reach from 7 to 90; anything else is refused with the member's name", async () => {
    const service = await openTestApp();
    for (const days of ["6", "91", "ten", "1.5"]) {
      const { status, body } = await service.json({ url: `/api/track-record?days=${days}` });
      assert.equal(status, 400, days);
      assert.match(JSON.stringify(body), /"days"/);
    }
    await service.close();
  });
});
