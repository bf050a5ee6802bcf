import { sql } from "kysely";
import type { Database, DatabaseKind, Executor } from "./database.ts";
import { type Migration, readMigrations } from "./migrations.ts";

/** The schema of a database compared with this code. Names are those of the migration files. */
export interface SchemaStatus {
  readonly applied: readonly string[];
  /** Migrations that this code knows and the database lacks. */
  readonly pending: readonly string[];
  /** Applied migrations that this code does not know. A newer version has applied them, which is allowed. */
  readonly unknown: readonly string[];
  /** Applied migrations whose files have changed since. */
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
