import assert from "node:assert/strict";
import { test } from "node:test";
import { sql } from "kysely";
import type { DatabaseKind, Executor } from "../../../src/db/database.ts";
import { migrate } from "../../../src/db/migrate.ts";
import { readMigrations } from "../../../src/db/migrations.ts";
import { forEachDatabase, type OpenTestDatabase } from "../../support/databases.ts";

interface Names {
  readonly preset: string;
  readonly category: string;
  readonly task: string | null;
}

/** A database as it was before the step, with these rows, and after it. */
async function afterStep(
  open: OpenTestDatabase,
  kind: DatabaseKind,
  rows: readonly Names[],
  check: (executor: Executor) => Promise<void>,
): Promise<void> {
  const { database, close } = await open({ migrate: false });
  try {
    const migrations = readMigrations(kind);
    const before = migrations.filter(({ name }) => name < "0006_one_spelling");
    await migrate(database, { migrations: before });
    for (const [index, { preset, category, task }] of rows.entries()) {
      await sql`
        insert into sessions (preset, category, task, date, time, duration_minutes)
        values (${preset}, ${category}, ${task}, '2026-03-02', ${`09:${10 + index}:00`}, 25)`.execute(
        database.executor,
      );
    }
    await sql`insert into user_settings (user_id, categories) values ('default', ${SPELT_TWICE})`.execute(
      database.executor,
    );
    await migrate(database, { migrations });
    await check(database.executor);
  } finally {
    await close();
  }
}

const SPELT_TWICE = JSON.stringify(["Cafe\u0301", "Mail ", "Caf\u00e9", "mail"]);

async function storedNames(executor: Executor): Promise<Names[]> {
  const found = await sql<Names>`select preset, category, task from sessions order by time`.execute(
    executor,
  );
  return found.rows.map(({ preset, category, task }) => ({ preset, category, task }));
}

forEachDatabase((kind, open) => {
  test("equal-looking spellings become one name in preset, category and task", async () => {
    const blanks = ["\u00a0", "\u3000", "\t", "\u2003", "\ufeff", "\u200b", "\r\n"];
    const rows = blanks.map((blank) => ({
      preset: `${blank}deep_work`,
      category: `Cafe\u0301${blank}`,
      task: `${blank}\u1112\u1161\u11ab${blank}`,
    }));
    await afterStep(open, kind, rows, async (executor) => {
      const normal = { preset: "deep_work", category: "Caf\u00e9", task: "\ud55c" };
      assert.deepEqual(
        await storedNames(executor),
        rows.map(() => normal),
      );
    });
  });

  test("a name of white space alone becomes like an absent one", async () => {
    const blank = { preset: "\u00a0", category: "\u3000 ", task: "\t" };
    await afterStep(open, kind, [blank], async (executor) => {
      const absent = { preset: "deep_work", category: "Other", task: null };
      assert.deepEqual(await storedNames(executor), [absent]);
    });
  });

  test("a name that would not fit its column after normalisation stays unchanged", async () => {
    const long = { preset: "learning", category: "\u0958".repeat(60), task: "Mail " };
    await afterStep(open, kind, [long], async (executor) => {
      assert.deepEqual(await storedNames(executor), [{ ...long, task: "Mail" }]);
    });
  });

  test("an unchanged row keeps the time of its last change, and case is preserved", async () => {
    const plain = { preset: "learning", category: "mail", task: null };
    await afterStep(open, kind, [plain], async (executor) => {
      assert.deepEqual(await storedNames(executor), [plain]);
      const { rows } = await sql<{ touched: number }>`
        select count(*) as touched from sessions where updated_at <> created_at`.execute(executor);
      assert.equal(Number(rows[0]?.touched), 0);
    });
  });

  test("chosen categories keep their order without duplicates", async () => {
    await afterStep(open, kind, [], async (executor) => {
      const row = await executor
        .selectFrom("user_settings")
        .select("categories")
        .executeTakeFirstOrThrow();
      assert.deepEqual(JSON.parse(row.categories), ["Caf\u00e9", "Mail", "mail"]);
    });
  });
});
