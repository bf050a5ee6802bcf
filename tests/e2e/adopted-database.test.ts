import assert from "node:assert/strict";
import { test } from "node:test";
import { Client } from "pg";
import { openTestApp } from "../support/app.ts";
import { createPostgresDatabase, describePostgres } from "../support/databases.ts";
import { buildLegacyDatabase } from "../support/legacy-database.ts";

/** Routes that learn from what the web app has stored. */
const ROUTES = [
  "/api/analysis",
  "/api/recommendation",
  "/api/prediction/today",
  "/api/prediction/week",
  "/api/trends",
  "/api/burnout-risk",
  "/api/optimal-schedule",
  "/api/predict-quality",
  "/api/detect-anomalies",
  "/api/insights/summary",
  "/api/theme-productivity",
  "/api/ai/achievement-focus",
];

/** Runs `work` on the web app's database, changed by `statements` before the service first sees it. */
async function onLegacy(
  statements: string,
  work: (get: (url: string) => Promise<Record<string, unknown>>) => Promise<void>,
): Promise<void> {
  const created = await createPostgresDatabase();
  await buildLegacyDatabase(created.url, { embeddings: false });
  const web = new Client({ connectionString: created.url });
  await web.connect();
  await web.query(statements);
  await web.end();
  const service = await openTestApp({ url: created.url });
  try {
    await work(async (url) => {
      const { status, body } = await service.json({ url });
      assert.equal(status, 200, `${url}: ${JSON.stringify(body)}`);
      return body;
    });
  } finally {
    await service.close();
    await created.drop();
  }
}

describePostgres(() => {
  test("a web app that never ran its later migrations lacks nothing that is needed", () =>
    onLegacy(
      `drop table system_state, daily_focus, weekly_plans, weekly_reviews, daily_challenges, weekly_quests,
         xp_history, insights, predictions, category_skills, user_profile, achievements, ai_cache cascade;
       drop table wellness_checkins cascade;`,
      async (get) => {
        for (const url of ROUTES) await get(url);
        assert.equal((await get("/api/sessions")).next_cursor, null);
      },
    ));

  test("the last days are those of the sessions' dates, whenever their rows were written", () =>
    onLegacy(
      `delete from sessions;
       -- Entered now for a day long ago, and written long ago for a day of this week.
       insert into sessions (date, time, duration_minutes, productivity_rating, created_at) values
         ('2025-06-02', '10:00', 25, 10, '2026-03-02 08:00+00'),
         ('2025-06-03', '10:00', 25, 10, '2026-03-02 08:00+00'),
         ('2025-06-04', '10:00', 25, 10, '2026-03-02 08:00+00'),
         ('2026-02-27', '10:00', 25, 90, '2025-06-02 08:00+00'),
         ('2026-02-28', '10:00', 25, 90, '2025-06-02 08:00+00'),
         ('2026-03-01', '10:00', 25, 90, null)`,
      async (get) => {
        const trends = await get("/api/trends?days=14");
        assert.equal(trends.total_sessions, 3);
        assert.equal(trends.avg_productivity, 90);
        assert.equal((await get("/api/weekly-insights/2026-02-23")).week_sessions, 3);
        const diversity = await get("/api/debug/diversity");
        assert.ok(Array.isArray(diversity.recent_sessions));
        assert.equal(diversity.recent_sessions[0].date, "2026-03-01");
        assert.equal(diversity.recent_sessions.at(-1).date, "2025-06-02");
      },
    ));
});
