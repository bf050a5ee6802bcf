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

/** A statement that waits longer for a table lock gives way, so that the web app's queries behind it run. */
const LOCK_TIMEOUT_MS = 1000;
const RETRY_PAUSE_MS = 200;

/** Says "PMLM": the advisory lock under which one process migrates while the others wait. */
const ADVISORY_LOCK = 0x504d_4c4d;

/** @param connection one connection of its own; closing it gives the advisory lock back */
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
 * Asks again and again instead of waiting in one statement: CREATE INDEX CONCURRENTLY of the process that
 * migrates waits for every running statement, also for one that waits for this lock.
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
  // Building an index concurrently waits for old transactions, but nobody waits for it meanwhile.
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
