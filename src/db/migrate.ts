import { applyMigration, createLedger, findPending, runStatement } from "./apply-migration.ts";
import type { Database } from "./database.ts";
import { migratePostgres } from "./migrate-postgres.ts";
import { type Migration, readMigrations, splitSqliteStatements } from "./migrations.ts";

export interface MigrateOptions {
  /** Instead of the files of the package; for tests. */
  readonly migrations?: readonly Migration[];
  /** How long a migration may wait for the locks of running transactions, in all. Default 120,000. */
  readonly maxWaitMs?: number;
}

/**
 * Applies the migrations that the database does not have yet. Any number of processes may do so at once:
 * one works, the others wait and find it done.
 * @throws MigrationError when an applied file was changed afterwards, or a statement fails
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

/** All in one transaction, whose write lock is what other processes wait for. */
async function migrateSqlite(database: Database, migrations: readonly Migration[]): Promise<void> {
  await database.transaction(async (tx) => {
    await createLedger(tx);
    for (const migration of await findPending(tx, "sqlite", migrations)) {
      await applyMigration(tx, migration, splitSqliteStatements(migration.text));
    }
  });
  // The file by itself then has the identity by which a log that is not its own is known.
  await runStatement(database.executor, "pragma wal_checkpoint(passive)");
}
