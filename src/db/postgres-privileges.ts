import { sql } from "kysely";
import type { Executor } from "./database.ts";

/** What the role of a connection may not do on PostgreSQL, and has to. */
export interface LackingPrivileges {
  readonly role: string;
  /** Where tables are looked for and made; null when the role may use no schema. */
  readonly schema: string | null;
  /** Whether it may make tables there, as migrations do. */
  readonly creates: boolean;
  readonly tables: readonly LackingOnTable[];
}

interface LackingOnTable {
  readonly name: string;
  /** Of select, insert, update and delete, those that it lacks; at least one. */
  readonly rights: readonly string[];
}

/** What the service reads and writes, as far as it is there yet. */
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
