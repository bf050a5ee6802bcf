import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { sql } from "kysely";
import { ACHIEVEMENTS } from "../../src/services/achievements/catalogue.ts";
import { suggestAchievement } from "../../src/services/achievements/progress.ts";
import { openTestApp, type TestApp } from "../support/app.ts";
import { assertContract } from "../support/assert-contract.ts";
import { newSession } from "../support/builders.ts";
import { createPostgresDatabase, describePostgres } from "../support/databases.ts";
import { buildLegacyDatabase } from "../support/legacy-database.ts";
import { HISTORIES, storeSessions } from "../support/stored-histories.ts";

const url = "/api/ai/achievement-focus";

async function focus(service: TestApp, locale = "en"): Promise<Record<string, unknown>> {
  const { status, body } = await service.json({ url, headers: { "accept-language": locale } });
  assert.equal(status, 200, JSON.stringify(body));
  assertContract(body, "ai_achievement_focus");
  assert.doesNotMatch(JSON.stringify(body), /None|undefined|null%|NaN/);
  return body;
}

describe("GET /api/ai/achievement-focus", () => {
  for (const [name, history] of Object.entries(HISTORIES)) {
    test(`has a name, a target and a reason, on ${name}`, async () => {
      const service = await openTestApp();
      await storeSessions(service.dependencies, history(service.clock.now()));
      for (const locale of ["en", "cs"]) {
        const body = await focus(service, locale);
        assert.ok(ACHIEVEMENTS.some(({ id }) => id === body.achievement_id));
        assert.ok(String(body.reason).includes(String(body.name)));
        assert.ok(Number(body.progress) < Number(body.target));
        assert.equal(body.source, "own_sessions");
      }
      await service.close();
    });
  }

  test("begins with the first session", async () => {
    const service = await openTestApp();
    const body = await focus(service);
    assert.equal(body.achievement_id, "first_session");
    assert.equal(body.reason, "Start with “First session”.");
    assert.deepEqual([body.progress, body.target, body.percent], [0, 1, 0]);
    await service.close();
  });

  test("a streak is counted in days, and an empty today does not end it", async () => {
    const service = await openTestApp();
    const days = ["2026-02-28", "2026-03-01"];
    await storeSessions(
      service.dependencies,
      days.map((day) => newSession({ startedAtMs: Date.parse(`${day}T09:00:00Z`) })),
    );
    const body = await focus(service);
    assert.equal(body.achievement_id, "streak_3");
    assert.deepEqual([body.progress, body.target, body.percent], [2, 3, 66.7]);
    assert.equal(body.reason, "“Three days in a row” is closest: 2 of 3.");
    await service.close();
  });
});

describePostgres(() => {
  test("reads the web app's table, whose ids it may not know", async () => {
    const { url: databaseUrl, drop } = await createPostgresDatabase();
    await buildLegacyDatabase(databaseUrl, { embeddings: false });
    const service = await openTestApp({ url: databaseUrl });
    const { executor } = service.dependencies.database;
    const run = async (statement: string) => {
      await sql.raw(statement).execute(executor);
      service.clock.advance(1001);
    };
    try {
      // The adopted database has one row, not begun.
      const start = await focus(service);
      assert.deepEqual(
        [start.achievement_id, start.progress, start.source],
        ["first_session", 0, "web_app"],
      );
      await run("insert into achievements (achievement_id, progress) values ('night-owl_x', 3)");
      const unknown = await focus(service, "cs");
      assert.deepEqual(
        [unknown.name, unknown.target, unknown.percent],
        ["Night owl x", null, null],
      );
      assert.equal(unknown.reason, "Úspěch „Night owl x“ je rozpracovaný: pokračujte.");
      await run("insert into achievements (achievement_id, progress) values ('sessions_50', 20)");
      const known = await focus(service);
      assert.deepEqual(
        [known.achievement_id, known.progress, known.target],
        ["sessions_50", 20, 50],
      );
      await run("update achievements set unlocked = true");
      const all = await focus(service);
      assert.deepEqual(
        [all.achievement_id, all.name, all.progress, all.target],
        [null, null, 100, 100],
      );
      await run("delete from achievements");
      assert.equal((await focus(service)).source, "own_sessions");
    } finally {
      await service.close();
      await drop();
    }
  });
});

describe("suggestAchievement", () => {
  const row = (id: string, progress: number, target: number | null, unlocked = false) => ({
    id,
    progress,
    target,
    unlocked,
  });

  test("the furthest by share comes first, unknown targets after known ones", () => {
    const all = [row("a", 9, null), row("b", 40, 100), row("c", 5, 10), row("d", 10, 10, true)];
    assert.equal(suggestAchievement(all)?.achievement.id, "c");
    assert.equal(suggestAchievement(all.slice(0, 1))?.achievement.id, "a");
  });

  test("when none is begun, the one with the lowest target; when all are reached, none", () => {
    const found = suggestAchievement([row("a", 0, null), row("b", 0, 30), row("c", 0, 7)]);
    assert.deepEqual([found?.kind, found?.achievement.id], ["start", "c"]);
    assert.equal(suggestAchievement([row("a", 1, 1, true)]), undefined);
  });
});
