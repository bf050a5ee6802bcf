import { CompiledQuery } from "kysely";
import type { DatabaseKind, Executor } from "./database.ts";
import { DatabaseError, MigrationError } from "./errors.ts";
import type { Migration } from "./migrations.ts";
import { errorCode, LOCK_TIMEOUT } from "./postgres-errors.ts";
import { compareSchema, readApplied } from "./schema-status.ts";

/** Whether a statement failed because it did not get a lock in time (PostgreSQL). */
export function isLockTimeout(error: unknown): boolean {
  return error instanceof DatabaseError && errorCode(error.cause) === LOCK_TIMEOUT;
}

/** Creates the table of applied migrations, unless it exists. */
export async function createLedger(executor: Executor): Promise<void> {
  await runStatement(
    executor,
    `create table if not exists pomodoro_migrations (
       name text primary key not null,
       checksum text not null,
       applied_at text not null default current_timestamp
     )`,
  );
}

/** @throws MigrationError when the file of an applied migration has changed */
export async function findPending(
  executor: Executor,
  kind: DatabaseKind,
  migrations: readonly Migration[],
): Promise<Migration[]> {
  const status = compareSchema(migrations, await readApplied(executor, kind));
  const [changed] = status.changed;
  if (changed !== undefined) {
    throw new MigrationError("db.migration_changed", { name: changed });
  }
  const names = new Set(status.pending);
  return migrations.filter((migration) => names.has(migration.name));
}

/**
 * Runs the statements of a migration and records it in the ledger.
 * @throws MigrationError; a lock timeout is rethrown unchanged, because a retry may succeed
 */
export async function applyMigration(
  executor: Executor,
  migration: Migration,
  statements: readonly string[],
): Promise<void> {
  try {
    for (const statement of statements) await runStatement(executor, statement);
  } catch (error) {
    if (error instanceof DatabaseError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new MigrationError("db.migration_failed", { name: migration.name, reason }, error);
  }
  await executor
    .insertInto("pomodoro_migrations")
    .values({ name: migration.name, checksum: migration.checksum })
    .execute();
}

export async function runStatement(executor: Executor, statement: string): Promise<void> {
  await executor.executeQuery(CompiledQuery.raw(statement));
}
