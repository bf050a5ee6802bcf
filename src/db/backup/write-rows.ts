import { sql } from "kysely";
import type { Database, Executor } from "../database.ts";
import { noteWrite } from "../own-writes.ts";
import type { BackupRow } from "./read-rows.ts";
import { type BackupTable, type Column, columnsOf, ENTERED_TABLES } from "./tables.ts";

/** The number of rows of people's own data, with which a restored backup must not mix. */
export async function countStored(executor: Executor): Promise<number> {
  let count = 0;
  for (const table of ENTERED_TABLES) {
    const { rows } = await sql<{ count: number }>`
      select count(*) as count from ${sql.table(table)}`.execute(executor);
    count += Number(rows[0]?.count ?? 0);
  }
  return count;
}

/** Writes rows of one table. Columns that this database does not have, such as embeddings on SQLite, are skipped. */
export async function writeRows(
  { executor, kind }: Pick<Database, "executor" | "kind">,
  table: BackupTable,
  rows: readonly BackupRow[],
): Promise<void> {
  const first = rows[0];
  if (first === undefined) return;
  const columns = (await columnsOf({ executor, kind }, table)).filter(({ name }) => name in first);
  const names = sql.raw(columns.map(({ name }) => `"${name}"`).join(", "));
  const values = sql.join(
    rows.map((row) => sql`(${sql.join(columns.map((column) => boundValue(row, column, kind)))})`),
  );
  // A service that runs on the empty database may have written rows into the other tables.
  const conflict = ENTERED_TABLES.some((name) => name === table)
    ? sql``
    : sql`on conflict do nothing`;
  await sql`insert into ${sql.table(table)} (${names}) values ${values} ${conflict}`.execute(
    executor,
  );
  const users = new Set(rows.map((row) => String(row.user_id ?? "default")));
  for (const user of users) noteWrite(executor, user);
}

function boundValue(row: BackupRow, { name, type }: Column, kind: Database["kind"]) {
  const value = row[name] ?? null;
  if (kind === "sqlite") return sql`${value}`;
  // Every type of PostgreSQL can be parsed from text.
  const text = value === null ? null : String(value);
  const target = type === "ARRAY" ? "real[]" : type === "USER-DEFINED" ? "vector" : type;
  return sql`${text}::${sql.raw(target)}`;
}
