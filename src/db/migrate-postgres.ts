import { setTimeout as delay } from "node:timers/promises";
import { sql } from "kysely";
import {
  applyMigration,
  createLedger,
  findPending,
  isLockTimeout,
  runStatement,
} from "./apply-migration.ts";
import type { Executor } from "./database.ts";
import { MigrationError } from "./errors.ts";
import { type Migration, splitStatements } from "./migrations.ts";

/** A statement stops waiting for a table lock after this time, so that the web app's queries behind it can run. */
const LOCK_TIMEOUT_MS = 1000;
const RETRY_PAUSE_MS = 200;

/** The advisory lock of the process that migrates, while others wait; its bytes spell "PMLM". */
const ADVISORY_LOCK = 0x504d_4c4d;

/** @param connection a separate connection, whose end releases the advisory lock */
export async function migratePostgres(
  connection: Executor,
  migrations: readonly Migration[],
  maxWaitMs: number,
): Promise<void> {
  await takeAdvisoryLock(connection, maxWaitMs);
  await createLedger(connection);
  for (const migration of await findPending(connection, "postgres", migrations)) {
    await retryWhileLocked(migration, maxWaitMs, () => apply(connection, migration, maxWaitMs));
  }
}

/**
 * Polls for the lock instead of waiting in one statement. CREATE INDEX CONCURRENTLY of the migrating process waits for every
 * running statement, including one that waits for this lock.
 */
async function takeAdvisoryLock(connection: Executor, maxWaitMs: number): Promise<void> {
  for (let waitedMs = 0; ; waitedMs += RETRY_PAUSE_MS) {
    const answer = await sql<{ taken: boolean }>`
      select pg_try_advisory_lock(${sql.lit(ADVISORY_LOCK)}) as taken`.execute(connection);
    if (answer.rows[0]?.taken) return;
    if (waitedMs >= maxWaitMs) {
      throw new MigrationError("db.migration_locked", {
        ms: String(maxWaitMs),
        lock: String(ADVISORY_LOCK),
      });
    }
    await delay(RETRY_PAUSE_MS);
  }
}

async function apply(connection: Executor, migration: Migration, maxWaitMs: number): Promise<void> {
  // A concurrent index build waits for old transactions, but does not block other statements meanwhile.
  const lockTimeoutMs = migration.transactional ? LOCK_TIMEOUT_MS : maxWaitMs;
  await runStatement(connection, `set lock_timeout = ${lockTimeoutMs}`);
  if (!migration.transactional) {
    await applyMigration(connection, migration, splitStatements(migration.text));
    return;
  }
  await connection.transaction().execute((tx) => applyMigration(tx, migration, [migration.text]));
}

async function retryWhileLocked(
  migration: Migration,
  maxWaitMs: number,
  work: () => Promise<void>,
): Promise<void> {
  for (let waitedMs = 0; ; waitedMs += LOCK_TIMEOUT_MS) {
    try {
      await work();
      return;
    } catch (error) {
      if (!isLockTimeout(error)) throw error;
      if (waitedMs >= maxWaitMs) {
        throw new MigrationError(
          "db.migration_waited",
          { name: migration.name, ms: String(maxWaitMs) },
          error,
        );
      }
    }
    await delay(RETRY_PAUSE_MS);
  }
}
