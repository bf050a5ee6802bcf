import assert from "node:assert/strict";
import { test } from "node:test";
import { sql } from "kysely";
import type { Database } from "../../../src/db/database.ts";
import { PERSON_TABLES, TOMBSTONE_TABLES } from "../../../src/domain/person-tables.ts";
import { forEachDatabase } from "../../support/databases.ts";

/** Columns by table, of the schema that the migrations make. */
async function columnsOf({ kind, executor }: Database): Promise<Map<string, string[]>> {
  const query =
    kind === "sqlite"
      ? sql<{ tbl: string; col: string }>`
          select m.name as tbl, c.name as col from sqlite_schema m join pragma_table_xinfo(m.name) c
          where m.type = 'table'`
      : sql<{ tbl: string; col: string }>`
          select table_name::text as tbl, column_name::text as col from information_schema.columns
          where table_schema = current_schema()`;
  const { rows } = await query.execute(executor);
  const columns = new Map<string, string[]>();
  for (const { tbl, col } of rows) columns.set(tbl, [...(columns.get(tbl) ?? []), col]);
  return columns;
}

forEachDatabase((_name, open) => {
  test("every table with a column for a user is emptied by an erasure", async () => {
    const opened = await open();
    try {
      const columns = await columnsOf(opened.database);
      const ofPeople = [...columns]
        .filter(([, names]) => names.some((name) => /user|person|owner/.test(name)))
        .map(([table]) => table);
      const listed = [...PERSON_TABLES.map(({ name }) => name), ...TOMBSTONE_TABLES];
      assert.deepEqual(
        ofPeople.toSorted(),
        listed.toSorted(),
        "list the table in src/domain/person-tables.ts",
      );
      for (const { name, order, secret = [] } of PERSON_TABLES) {
        for (const column of ["user_id", ...order, ...secret]) {
          assert.ok(columns.get(name)?.includes(column), `${name}.${column}`);
        }
      }
    } finally {
      await opened.close();
    }
  });
});
