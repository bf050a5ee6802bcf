import { applyMigration, createLedger, findPending, runStatement } from "./apply-migration.ts";
import type { Database } from "./database.ts";
import { migratePostgres } from "./migrate-postgres.ts";
import { type Migration, readMigrations, splitSqliteStatements } from "./migrations.ts";

export interface MigrateOptions {
  /** Replaces the migrations of the package in tests. */
  readonly migrations?: readonly Migration[];
  /** Total time that a migration may wait for locks of running transactions. Default 120,000. */
  readonly maxWaitMs?: number;
}

/**
 * Applies the pending migrations. Several processes may do so concurrently: one migrates, and the others wait for it.
 * @throws MigrationError when the file of an applied migration has changed, or a statement fails
 */
export async function migrate(database: Database, options: MigrateOptions = {}): Promise<void> {
  const { kind, executor } = database;
  const migrations = options.migrations ?? readMigrations(kind);
  if ((await findPending(executor, kind, migrations)).length === 0) return;
  if (kind === "sqlite") await migrateSqlite(database, migrations);
  else {
    const maxWaitMs = options.maxWaitMs ?? 120_000;
    await database.maintain((connection) => migratePostgres(connection, migrations, maxWaitMs));
  }
}

/** Migrates in one transaction. Other processes wait for its write lock. */
async function migrateSqlite(database: Database, migrations: readonly Migration[]): Promise<void> {
  await database.transaction(async (tx) => {
    await createLedger(tx);
    for (const migration of await findPending(tx, "sqlite", migrations)) {
      await applyMigration(tx, migration, splitSqliteStatements(migration.text));
    }
  });
  // After the checkpoint the file itself contains the identity by which a foreign log is recognised.
  await runStatement(database.executor, "pragma wal_checkpoint(passive)");
}
