import { sql } from "kysely";
import type { Executor } from "./database.ts";

/** The privileges that a connection's role lacks on PostgreSQL. */
export interface LackingPrivileges {
  readonly role: string;
  /** The current schema; null when the role may use none. */
  readonly schema: string | null;
  /** Whether the role may create tables in it, as migrations do. */
  readonly creates: boolean;
  readonly tables: readonly LackingOnTable[];
}

interface LackingOnTable {
  readonly name: string;
  /** The missing privileges among select, insert, update and delete; at least one. */
  readonly rights: readonly string[];
}

/** The tables that the service reads and writes. Missing ones are skipped. */
const TABLES = [
  "sessions",
  "wellness_checkins",
  "pomodoro_migrations",
  "user_versions",
  "user_changes",
  "profile_snapshots",
  "profile_states",
  "idempotency_records",
  "user_settings",
  "api_keys",
  "imports",
  "import_mappings",
  "briefing_readers",
];

export async function readLackingPrivileges(executor: Executor): Promise<LackingPrivileges> {
  const { rows } = await sql<{ role: string; schema: string | null; creates: boolean }>`
    select current_user as role, current_schema() as schema,
      coalesce(has_schema_privilege(current_schema(), 'create'), false) as creates`.execute(
    executor,
  );
  const { role = "", schema = null, creates = false } = rows[0] ?? {};
  if (schema === null) return { role, schema, creates, tables: [] };
  const lacking = await sql<LackingOnTable>`
    select name, rights from (
      select c.relname::text as name, array(
        select kind from unnest(array['select', 'insert', 'update', 'delete']) as kind
        where not has_table_privilege(c.oid, kind)
      ) as rights
      from pg_class c
      where c.relnamespace = to_regnamespace(quote_ident(${schema})) and c.relname = any(${TABLES})
        and c.relkind in ('r', 'p')
    ) t
    where cardinality(rights) > 0
    order by name`.execute(executor);
  return { role, schema, creates, tables: lacking.rows };
}
