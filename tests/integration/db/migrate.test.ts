import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, test } from "node:test";
import { sql } from "kysely";
import type { Database } from "../../../src/db/database.ts";
import { MigrationError } from "../../../src/db/errors.ts";
import { migrate } from "../../../src/db/migrate.ts";
import { type Migration, parseMigration, readMigrations } from "../../../src/db/migrations.ts";
import { openDatabase } from "../../../src/db/open.ts";
import { schemaStatus } from "../../../src/db/schema-status.ts";
import {
  describePostgres,
  forEachDatabase,
  type OpenedDatabase,
  openTestPostgres,
  openTestSqlite,
} from "../../support/databases.ts";

forEachDatabase((name, open) => {
  let opened: OpenedDatabase;
  let database: Database;
  beforeEach(async () => {
    opened = await open({ migrate: false });
    database = opened.database;
  });
  afterEach(() => opened.close());

  async function applied(): Promise<readonly string[]> {
    return (await schemaStatus(database)).applied;
  }

  test("every migration is applied to an empty database once", async () => {
    const names = readMigrations(name).map((migration) => migration.name);
    assert.deepEqual((await schemaStatus(database)).pending, names);
    await migrate(database);
    await migrate(database);
    const status = await schemaStatus(database);
    assert.deepEqual(status, { applied: names, pending: [], unknown: [], changed: [] });
  });

  test("processes that start together migrate once, and all of them start", async () => {
    const others = await Promise.all(Array.from({ length: 5 }, () => openDatabase(opened.url)));
    for (const other of others) {
      await other.ping(AbortSignal.timeout(5000));
      await other.close();
    }
    const { rows } = await sql<{ name: string }>`select name from pomodoro_migrations`.execute(
      database.executor,
    );
    assert.equal(rows.length, readMigrations(name).length);
  });

  test("an applied file that was changed is refused by name, and nothing is applied", async () => {
    const first = parseMigration("0001_first", "create table first (x integer);");
    await migrate(database, { migrations: [first] });
    const migrations = [
      parseMigration("0001_first", "create table first (y integer);"),
      parseMigration("0002_second", "create table second (x integer);"),
    ];
    await assert.rejects(migrate(database, { migrations }), (error) => {
      assert.ok(error instanceof MigrationError);
      assert.match(error.message, /0001_first was changed after it was applied/);
      return true;
    });
    assert.deepEqual(await applied(), ["0001_first"]);
  });

  test("other line endings do not change a migration", () => {
    const unix = parseMigration("0001_x", "select 1;\nselect 2;\n");
    assert.notEqual(unix.checksum, parseMigration("0001_x", "select 1;\n").checksum);
    for (const migration of readMigrations(name)) assert.doesNotMatch(migration.text, /\r/);
  });

  test("a failed migration is rolled back, and earlier migrations stay applied", async () => {
    const migrations = [
      parseMigration("0001_first", "create table first (x integer);"),
      parseMigration("0002_broken", "create table half (x integer);\nselect nonsense;"),
    ];
    await assert.rejects(migrate(database, { migrations }), /0002_broken failed: .*nonsense/);
    await assert.rejects(sql`select * from half`.execute(database.executor));
    const mended = [
      ...migrations.slice(0, 1),
      parseMigration("0002_broken", "create table half (x integer);"),
    ];
    await migrate(database, { migrations: mended });
    assert.deepEqual(await applied(), ["0001_first", "0002_broken"]);
  });

  test("migrations of a newer version stay unchanged", async () => {
    const newer = parseMigration("9999_newer", "create table newer (x integer);");
    await migrate(database, { migrations: [...readMigrations(name), newer] });
    await migrate(database);
    const status = await schemaStatus(database);
    assert.deepEqual(status.unknown, ["9999_newer"]);
    assert.deepEqual(status.pending, []);
  });
});

describePostgres(() => {
  test("an index is built again after an interrupted build", async () => {
    const opened = await openTestPostgres({ migrate: false });
    const { executor } = opened.database;
    const build: Migration = parseMigration(
      "0002_index",
      `-- no-transaction
-- A remark; with a semicolon.
drop index concurrently if exists things_x;
create unique index concurrently things_x on things (x);
`,
    );
    const migrations = [parseMigration("0001_things", "create table things (x integer);"), build];
    try {
      await migrate(opened.database, { migrations: migrations.slice(0, 1) });
      await sql`insert into things values (1), (1)`.execute(executor);
      await assert.rejects(migrate(opened.database, { migrations }), /0002_index failed/);
      await sql`delete from things`.execute(executor);
      await migrate(opened.database, { migrations });
      const { rows } = await sql<{ valid: boolean }>`
        select indisvalid as valid from pg_index where indexrelid = 'things_x'::regclass`.execute(
        executor,
      );
      assert.deepEqual(
        rows.map((row) => row.valid),
        [true],
      );
    } finally {
      await opened.close();
    }
  });

  describe("while the table is locked", () => {
    const migrations = [
      parseMigration("0001_things", "create table things (x integer);"),
      parseMigration("0002_more", "alter table things add column y integer;"),
    ];

    test("migration fails in the end, with a remedy in its message", async () => {
      const opened = await openTestPostgres({ migrate: false });
      try {
        await migrate(opened.database, { migrations: migrations.slice(0, 1) });
        await opened.database.transaction(async (tx) => {
          await sql`select * from things`.execute(tx);
          await assert.rejects(
            migrate(opened.database, { migrations, maxWaitMs: 0 }),
            /0002_more waited 0 ms for a table that another transaction holds/,
          );
        });
        await migrate(opened.database, { migrations, maxWaitMs: 0 });
      } finally {
        await opened.close();
      }
    });

    test("a process that waits too long for another one's migration reports that", async () => {
      const opened = await openTestPostgres({ migrate: false });
      try {
        await opened.database.transaction(async (tx) => {
          await sql`select pg_advisory_xact_lock(${sql.lit(0x504d_4c4d)})`.execute(tx);
          await assert.rejects(
            migrate(opened.database, { migrations, maxWaitMs: 0 }),
            /Another process has been migrating/,
          );
        });
      } finally {
        await opened.close();
      }
    });
  });

  test("both databases have the same columns, except the one that the web app names in its INSERT", async () => {
    const sqlite = await openTestSqlite();
    const postgres = await openTestPostgres();
    try {
      for (const table of [
        "sessions",
        "wellness_checkins",
        "user_versions",
        "user_changes",
        "profile_snapshots",
        "profile_states",
        "idempotency_records",
      ]) {
        const ours = await sql<{ name: string }>`
          select name from pragma_table_xinfo(${table}) order by name`.execute(
          sqlite.database.executor,
        );
        const theirs = await sql<{ name: string }>`
          select column_name as name from information_schema.columns
          where table_name = ${table} and column_name <> 'notes_embedding'
          order by column_name collate "C"`.execute(postgres.database.executor);
        assert.ok(ours.rows.length > 0);
        assert.deepEqual(
          ours.rows.map((row) => row.name),
          theirs.rows.map((row) => row.name),
          table,
        );
      }
    } finally {
      await sqlite.close();
      await postgres.close();
    }
  });
});
