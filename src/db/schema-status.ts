import { sql } from "kysely";
import type { Database, DatabaseKind, Executor } from "./database.ts";
import { type Migration, readMigrations } from "./migrations.ts";

/** How the schema of a database stands to this code. Names are those of the migration files. */
export interface SchemaStatus {
  readonly applied: readonly string[];
  /** Known to this code, missing in the database. */
  readonly pending: readonly string[];
  /** In the database, unknown to this code: a newer version has been here, which is allowed. */
  readonly unknown: readonly string[];
  /** Applied, but the file says something else now. */
  readonly changed: readonly string[];
}

interface AppliedMigration {
  readonly name: string;
  readonly checksum: string;
}

/** Compares the database with the migrations of this code; changes nothing. */
export async function schemaStatus(database: Database): Promise<SchemaStatus> {
  const applied = await readApplied(database.executor, database.kind);
  return compareSchema(readMigrations(database.kind), applied);
}

export async function readApplied(
  executor: Executor,
  kind: DatabaseKind,
): Promise<AppliedMigration[]> {
  const exists =
    kind === "sqlite"
      ? sql<{ found: number }>`
          select count(*) as found from sqlite_schema where name = 'pomodoro_migrations'`
      : sql<{ found: number }>`
          select count(*)::int as found from pg_class where oid = to_regclass('pomodoro_migrations')`;
  if ((await exists.execute(executor)).rows[0]?.found === 0) return [];
  return executor
    .selectFrom("pomodoro_migrations")
    .select(["name", "checksum"])
    .orderBy("name")
    .execute();
}

export function compareSchema(
  migrations: readonly Migration[],
  applied: readonly AppliedMigration[],
): SchemaStatus {
  const checksums = new Map(applied.map(({ name, checksum }) => [name, checksum]));
  const known = new Set(migrations.map(({ name }) => name));
  return {
    applied: applied.map(({ name }) => name),
    pending: migrations.map(({ name }) => name).filter((name) => !checksums.has(name)),
    unknown: applied.map(({ name }) => name).filter((name) => !known.has(name)),
    changed: migrations
      .filter(({ name, checksum }) => (checksums.get(name) ?? checksum) !== checksum)
      .map(({ name }) => name),
  };
}
