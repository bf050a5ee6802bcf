import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { Client } from "pg";
import type { Database } from "../../../src/db/database.ts";
import { migrate } from "../../../src/db/migrate.ts";
import { openDatabase } from "../../../src/db/open.ts";
import { schemaStatus } from "../../../src/db/schema-status.ts";
import { WellnessDateTakenError } from "../../../src/repositories/errors.ts";
import { sessionRepository } from "../../../src/repositories/session-repository.ts";
import { versionRepository } from "../../../src/repositories/version-repository.ts";
import { wellnessRepository } from "../../../src/repositories/wellness-repository.ts";
import { parseDay } from "../../../src/time/calendar.ts";
import { openZone } from "../../../src/time/zone.ts";
import { createPostgresDatabase, describePostgres } from "../../support/databases.ts";
import { eventually } from "../../support/eventually.ts";
import { buildLegacyDatabase } from "../../support/legacy-database.ts";

const prague = openZone("Europe/Prague");

/** Where each row lies and who wrote it: changes with every rewrite, even one that changes no value. */
const PLACES = `
  select 'sessions' as t, id::text, ctid::text, xmin::text from sessions union all
  select 'wellness_checkins', id::text, ctid::text, xmin::text from wellness_checkins union all
  select 'ai_cache', id::text, ctid::text, xmin::text from ai_cache union all
  select 'achievements', id::text, ctid::text, xmin::text from achievements order by 1, 2`;

async function someoneWaits(client: Client): Promise<boolean> {
  const { rows } = await client.query(
    "select from pg_locks where not granted and relation = 'sessions'::regclass",
  );
  return rows.length > 0;
}

const FILES = `
  select relname::text, relfilenode from pg_class
  where relname in ('sessions', 'wellness_checkins', 'ai_cache') order by 1`;

describePostgres(() => {
  for (const embeddings of [false, true]) {
    describe(`the web app's database ${embeddings ? "with" : "without"} embeddings`, () => {
      let created: Awaited<ReturnType<typeof createPostgresDatabase>>;
      /** The web app's own connection. */
      let web: Client;
      let database: Database;
      let placesBefore: unknown[];
      let filesBefore: unknown[];

      before(async () => {
        created = await createPostgresDatabase();
        await buildLegacyDatabase(created.url, { embeddings });
        web = new Client({ connectionString: created.url });
        await web.connect();
        placesBefore = (await web.query(PLACES)).rows;
        filesBefore = (await web.query(FILES)).rows;
        database = await openDatabase(created.url);
      });
      after(async () => {
        await database.close();
        await web.end();
        await created.drop();
      });

      const sessions = () => sessionRepository(database.executor, "postgres", () => prague);
      const versions = () => versionRepository(database.executor, "postgres");

      test("adoption rewrites no row", async () => {
        assert.ok(placesBefore.length > 0);
        assert.deepEqual((await web.query(PLACES)).rows, placesBefore);
        assert.deepEqual((await web.query(FILES)).rows, filesBefore);
      });

      test("the web app's INSERT, which names the column of embeddings, is accepted", async () => {
        await web.query("begin");
        const { rowCount } = await web.query(`
          insert into sessions (preset, category, task, duration_minutes, notes, notes_embedding, date, time)
          values ('deep_work', 'Mail', '', 25, 'n', null, '2026-03-02', '09:00:00')`);
        await web.query("rollback");
        assert.equal(rowCount, 1);
      });

      test("adopting again changes nothing", async () => {
        const before = await schemaStatus(database);
        assert.deepEqual(before.pending, []);
        await migrate(database);
        assert.deepEqual(await schemaStatus(database), before);
        assert.deepEqual((await web.query(PLACES)).rows, placesBefore);
      });

      test("its rows are read in the zone in which they were recorded", async () => {
        const found = await sessions().list("default", {}, { limit: 10 });
        const byId = new Map(found.sessions.map((session) => [session.id.slice(-1), session]));
        assert.deepEqual(byId.get("1"), {
          id: "00000000-0000-4000-8000-000000000001",
          userId: "default",
          startedAtMs: Date.parse("2026-01-12T08:00:13.123Z"),
          endedAtMs: Date.parse("2026-01-12T08:52:13.123Z"),
          durationSeconds: 52 * 60,
          preset: "deep_work",
          category: "SOAP",
          task: "",
          rating: 85,
          completed: true,
          notes: "a note",
          createdAtMs: Date.parse("2026-01-12T08:52:13.200Z"),
          updatedAtMs: byId.get("1")?.updatedAtMs,
        });
        // Skipped by the clock in spring: an hour later. Shown twice in autumn: the first time.
        assert.equal(byId.get("3")?.endedAtMs, Date.parse("2026-03-29T01:30:00Z"));
        assert.equal(byId.get("4")?.endedAtMs, Date.parse("2026-10-25T00:30:00Z"));
        assert.equal(byId.get("3")?.rating, 0);
        assert.equal(byId.get("2")?.rating, null);
        assert.equal(await sessions().count("default"), 4);
      });

      test("its check-ins are read", async () => {
        const day = parseDay("2026-01-12") ?? 0;
        const found = await wellnessRepository(database.executor, "postgres").find("default", day);
        assert.equal(found?.sleepQuality, 70);
        assert.equal(found?.stressLevel, 20.5);
        assert.equal(found?.mood, null);
        assert.equal(found?.overall, 75.2);
      });

      /** The web app's statements, unchanged by our being there; each must raise the version. */
      const statements: readonly [
        name: string,
        text: string,
        kind: "session" | "wellness",
        day: string,
      ][] = [
        [
          "logs a session",
          `insert into sessions (preset, category, task, duration_minutes, completed, productivity_rating,
             notes, date, time) values ('deep_work', 'SOAP', 'new', 52, true, 80, '', '2026-02-02', '10:00')
           returning id, hour, day_of_week`,
          "session",
          "2026-02-02",
        ],
        [
          "logs with its defaults",
          "insert into sessions (date) values ('2026-02-03')",
          "session",
          "2026-02-03",
        ],
        [
          "renames a category",
          "update sessions set category = 'SOAP 2' where category = 'SOAP'",
          "session",
          "2026-01-12",
        ],
        [
          "stores a check-in",
          `insert into wellness_checkins (date, mood) values ('2026-02-04', 60)
           on conflict (date) do update set mood = excluded.mood`,
          "wellness",
          "2026-02-04",
        ],
        [
          "changes a check-in",
          `insert into wellness_checkins (date, mood) values ('2026-01-12', 60)
           on conflict (date) do update set mood = excluded.mood`,
          "wellness",
          "2026-01-12",
        ],
        ["deletes everything", "delete from sessions", "session", "2026-01-12"],
      ];
      for (const [name, text, kind, day] of statements) {
        test(`the web app ${name}, and the version rises`, async () => {
          const before = await versions().read("default");
          await web.query(text);
          assert.ok((await versions().read("default")) > before);
          const firstDay = await versions().firstChangedDay("default", before, kind);
          assert.equal(firstDay, parseDay(day));
        });
      }

      test("the web app's trigger still keeps updated_at", async () => {
        await web.query("update sessions set updated_at = '2000-01-01', task = 'x'");
        await web.query("insert into sessions (date) values ('2026-02-05')");
        await web.query("update sessions set updated_at = '2000-01-01', task = 'y'");
        const { rows } = await web.query(
          "select min(updated_at) > '2026-01-01' as kept from sessions",
        );
        assert.equal(rows[0]?.kept, true);
      });

      test("a program that may write sessions needs no rights on our tables", async () => {
        const role = `pomodoro_test_web_${process.pid}`;
        await web.query(`create role ${role}; grant insert, select on sessions to ${role}`);
        try {
          const before = await versions().read("default");
          await web.query(`set role ${role}`);
          await web.query("insert into sessions (date) values ('2026-02-06')");
          assert.ok((await versions().read("default")) > before);
        } finally {
          await web.query("reset role");
          await web.query(`drop owned by ${role}; drop role ${role}`);
        }
      });

      test("a second user cannot use a date that its unique constraint allows once", async () => {
        const wellness = wellnessRepository(database.executor, "postgres");
        const checkin = {
          day: parseDay("2026-01-12") ?? 0,
          sleepQuality: 1,
          energyLevel: null,
          mood: null,
          stressLevel: null,
          motivation: null,
          focusAbility: null,
          overall: 1,
          notes: null,
        };
        await assert.rejects(wellness.put("somebody", checkin, 0), WellnessDateTakenError);
        assert.equal((await wellness.put("default", checkin, 0)).sleepQuality, 1);
      });
    });
  }

  test("a locked table delays adoption, and no query waits behind it for long", async () => {
    const created = await createPostgresDatabase();
    await buildLegacyDatabase(created.url, { embeddings: false });
    const holder = new Client({ connectionString: created.url });
    const reader = new Client({ connectionString: created.url });
    await holder.connect();
    await reader.connect();
    await holder.query("begin; select count(*) from sessions");
    const opening = openDatabase(created.url);
    try {
      await eventually("the migration waits for the table", () => someoneWaits(reader), 5000);
      // A reader that comes now stands behind the migration, which gives way after a second.
      const started = performance.now();
      await reader.query("select count(*) from sessions");
      assert.ok(performance.now() - started < 2000);
      await holder.query("commit");
      const database = await opening;
      assert.deepEqual((await schemaStatus(database)).pending, []);
      await database.close();
    } finally {
      await holder.end();
      await reader.end();
      await opening.catch(() => {});
      await created.drop();
    }
  });
});
