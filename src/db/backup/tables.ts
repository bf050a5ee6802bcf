import { sql } from "kysely";
import type { Database } from "../database.ts";

/**
 * What a backup holds: everything that cannot be worked out again. Profiles, versions and vectors of notes are made anew
 * from it.
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

/** What a person has entered: a database that holds none of it counts as empty. */
export const ENTERED_TABLES = ["sessions", "wellness_checkins", "user_settings"] as const;

export type BackupTable = (typeof BACKUP_TABLES)[number];

/** A column that is written, not computed by the database. */
export interface Column {
  readonly name: string;
  /** As the database spells it: `timestamp with time zone`, `INTEGER` … */
  readonly type: string;
}

/** In an order that both kinds of database give. */
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
