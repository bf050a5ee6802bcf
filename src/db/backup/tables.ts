import { sql } from "kysely";
import type { Database } from "../database.ts";

/**
 * The tables of a backup: all data that cannot be computed again. Profiles, versions and vectors of notes are computed from
 * it.
 */
export const BACKUP_TABLES = [
  "sessions",
  "wellness_checkins",
  "user_settings",
  "idempotency_records",
  "ai_answers",
  "ai_budget",
  "ai_calls",
  "api_keys",
  "imports",
  "import_mappings",
] as const;

/** The tables of people's own data. A database without rows in them counts as empty. */
export const ENTERED_TABLES = ["sessions", "wellness_checkins", "user_settings"] as const;

export type BackupTable = (typeof BACKUP_TABLES)[number];

/** A stored column, not one that the database computes. */
export interface Column {
  readonly name: string;
  /** The database's own name of the type: `timestamp with time zone`, `INTEGER` … */
  readonly type: string;
}

/** The columns of a table, in the same order for both kinds of database. */
export async function columnsOf(
  { executor, kind }: Pick<Database, "executor" | "kind">,
  table: string,
): Promise<Column[]> {
  const found =
    kind === "sqlite"
      ? sql<Column>`
          select name, type from pragma_table_xinfo(${table}) where hidden = 0 order by name`
      : sql<Column>`
          select column_name::text as name, data_type::text as type from information_schema.columns
          where table_schema = current_schema() and table_name = ${table} and is_generated = 'NEVER'
          order by column_name collate "C"`;
  return (await found.execute(executor)).rows;
}
