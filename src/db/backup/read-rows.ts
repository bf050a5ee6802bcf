import { sql } from "kysely";
import type { Database, Executor } from "../database.ts";
import { type BackupTable, type Column, columnsOf } from "./tables.ts";

/** Values by column, in the backup's format. */
export type BackupRow = Readonly<Record<string, string | number | null>>;

const BATCH = 1000;

/**
 * Calls `work` with a reader of one snapshot of the database, regardless of concurrent writes. On SQLite a read transaction
 * does not block writers either.
 */
export function inSnapshot<T>(
  database: Database,
  work: (read: (table: BackupTable) => AsyncIterable<readonly BackupRow[]>) => Promise<T>,
): Promise<T> {
  const { kind } = database;
  return database.maintain(async (connection) => {
    const begin = kind === "sqlite" ? "begin" : "begin isolation level repeatable read, read only";
    await sql.raw(begin).execute(connection);
    try {
      return await work((table) => readTable({ executor: connection, kind }, table));
    } finally {
      await sql.raw("rollback").execute(connection);
    }
  });
}

async function* readTable(
  { executor, kind }: Pick<Database, "executor" | "kind">,
  table: BackupTable,
): AsyncIterable<readonly BackupRow[]> {
  const columns = await columnsOf({ executor, kind }, table);
  if (columns.length === 0) return;
  const list = sql.raw(
    columns.map((column) => `${spelt(column, kind)} as "${column.name}"`).join(", "),
  );
  const query = sql<BackupRow>`select ${list} from ${sql.table(table)}`;
  if (kind === "postgres") yield* readByCursor(executor, query);
  else yield* readByKey(executor, table, list);
}

async function* readByCursor(
  executor: Executor,
  query: ReturnType<typeof sql<BackupRow>>,
): AsyncIterable<readonly BackupRow[]> {
  await sql`declare backup no scroll cursor for ${query}`.execute(executor);
  for (;;) {
    const { rows } = await sql<BackupRow>`fetch ${sql.lit(BATCH)} from backup`.execute(executor);
    if (rows.length > 0) yield rows;
    if (rows.length < BATCH) break;
  }
  await sql`close backup`.execute(executor);
}

/** The primary keys, which order the reads on SQLite. */
const KEYS: Readonly<Record<BackupTable, string>> = {
  sessions: "id",
  wellness_checkins: "id",
  user_settings: "user_id",
  idempotency_records: "user_id, key",
  ai_answers: "user_id, key",
  ai_budget: "day, scope, user_id",
  ai_calls: "id",
  api_keys: "id",
  imports: "user_id, id",
  import_mappings: "user_id, fingerprint",
};

async function* readByKey(
  executor: Executor,
  table: BackupTable,
  list: ReturnType<typeof sql.raw>,
): AsyncIterable<readonly BackupRow[]> {
  const key = KEYS[table].split(", ");
  const tuple = sql.raw(`(${key.join(", ")})`);
  let after: (string | number | null)[] | undefined;
  for (;;) {
    const from = after === undefined ? sql`` : sql`where ${tuple} > (${sql.join(after)})`;
    const { rows } = await sql<BackupRow>`
      select ${list} from ${sql.table(table)} ${from} order by ${sql.raw(key.join(", "))}
      limit ${BATCH}`.execute(executor);
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < BATCH) return;
    after = key.map((name) => last[name] ?? null);
  }
}

/** The expression of a column in the backup's format: SQLite's format of instants, days, times and booleans. */
function spelt({ name, type }: Column, kind: Database["kind"]): string {
  const quoted = `"${name}"`;
  if (kind === "sqlite") return quoted;
  switch (type) {
    case "timestamp with time zone":
      return `to_char(${quoted} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
    case "boolean":
      return `${quoted}::int`;
    case "integer":
    case "smallint":
    case "bigint":
    case "numeric":
      return `${quoted}::float8`;
    default:
      return `${quoted}::text`;
  }
}
