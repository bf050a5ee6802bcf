import { setTimeout as delay } from "node:timers/promises";
import { CompiledQuery, type Kysely, sql } from "kysely";
import type { Database, Executor } from "./database.ts";
import { MigrationError } from "./errors.ts";
import { type Migration, readMigrations, splitStatements } from "./migrations.ts";
import { compareSchema, readApplied } from "./schema-status.ts";
import type { Tables } from "./tables.ts";

export interface MigrateOptions {
  /** Instead of the files of the package; for tests. */
  readonly migrations?: readonly Migration[];
  /** How long a migration may wait for the locks of running transactions, in all. Default 120,000. */
  readonly patienceMs?: number;
}

/** A statement that waits longer for a table lock gives way, so that the web app's queries behind it run. */
const LOCK_TIMEOUT_MS = 1000;
const RETRY_PAUSE_MS = 200;

/** Says "PMLM": the advisory lock under which one process migrates while the others wait. */
const ADVISORY_LOCK = 0x504d_4c4d;

/**
 * Applies the migrations that the database does not have yet. Any number of processes may do so at once:
 * one works, the others wait and find it done.
 * @throws MigrationError when an applied file was changed afterwards, or a statement fails
 */
export async function migrate(database: Database, options: MigrateOptions = {}): Promise<void> {
  const migrations = options.migrations ?? readMigrations(database.kind);
  const patienceMs = options.patienceMs ?? 120_000;
  const { executor } = database;
  if ((await findPending(executor, database.kind, migrations)).length === 0) return;
  if (database.kind === "sqlite") await migrateSqlite(database, migrations);
  else {
    await executor.connection().execute(async (connection) => {
      await migratePostgres(connection, migrations, patienceMs);
    });
  }
}

async function findPending(
  executor: Executor,
  kind: Database["kind"],
  migrations: readonly Migration[],
): Promise<Migration[]> {
  const status = compareSchema(migrations, await readApplied(executor, kind));
  const [changed] = status.changed;
  if (changed !== undefined) {
    throw new MigrationError(
      `The migration ${changed} was changed after it was applied to this database. ` +
        "Restore the file as it was; put the change into a new migration.",
    );
  }
  const names = new Set(status.pending);
  return migrations.filter((migration) => names.has(migration.name));
}

async function migrateSqlite(database: Database, migrations: readonly Migration[]): Promise<void> {
  await database.transaction(async (tx) => {
    await createLedger(tx);
    for (const migration of await findPending(tx, "sqlite", migrations)) {
      await apply(tx, migration, splitSqlite(migration.text));
    }
  });
}

/** SQLite prepares one statement at a time; a trigger's body ends with `end;` at the start of a line. */
export function splitSqlite(text: string): string[] {
  const statements: string[] = [];
  let current = "";
  for (const line of text.split("\n")) {
    if (/^\s*--/.test(line) || line.trim() === "") continue;
    current += `${line}\n`;
    const inTrigger = /^create trigger/i.test(current);
    if (inTrigger ? /^end;/i.test(line) : /;\s*$/.test(line)) {
      statements.push(current);
      current = "";
    }
  }
  if (current !== "") statements.push(current);
  return statements;
}

async function migratePostgres(
  connection: Kysely<Tables>,
  migrations: readonly Migration[],
  patienceMs: number,
): Promise<void> {
  await takeAdvisoryLock(connection, patienceMs);
  try {
    await run(connection, "set statement_timeout = 0");
    await createLedger(connection);
    for (const migration of await findPending(connection, "postgres", migrations)) {
      await withPatience(migration, patienceMs, () =>
        applyPostgres(connection, migration, patienceMs),
      );
    }
  } finally {
    await giveBack(connection);
  }
}

async function giveBack(connection: Executor): Promise<void> {
  try {
    await run(connection, "reset statement_timeout; reset lock_timeout");
    await run(connection, `select pg_advisory_unlock(${ADVISORY_LOCK})`);
  } catch {
    // The connection is gone, and the lock with it; the error that ended the work is the one to report.
  }
}

/**
 * Asks again and again instead of waiting in one statement: CREATE INDEX CONCURRENTLY of the process that
 * migrates waits for every running statement, also for one that waits for this lock.
 */
async function takeAdvisoryLock(connection: Executor, patienceMs: number): Promise<void> {
  for (let waitedMs = 0; ; waitedMs += RETRY_PAUSE_MS) {
    const answer = await sql<{ taken: boolean }>`
      select pg_try_advisory_lock(${sql.lit(ADVISORY_LOCK)}) as taken`.execute(connection);
    if (answer.rows[0]?.taken) return;
    if (waitedMs >= patienceMs) {
      throw new MigrationError(
        `Another process has been migrating this database for ${patienceMs} ms. See which one holds ` +
          `the advisory lock ${ADVISORY_LOCK} in pg_locks.`,
      );
    }
    await delay(RETRY_PAUSE_MS);
  }
}

async function applyPostgres(
  connection: Executor,
  migration: Migration,
  patienceMs: number,
): Promise<void> {
  // Building an index concurrently waits for old transactions, but nobody waits for it meanwhile.
  const lockTimeoutMs = migration.transactional ? LOCK_TIMEOUT_MS : patienceMs;
  await run(connection, `set lock_timeout = ${lockTimeoutMs}`);
  if (!migration.transactional) {
    await apply(connection, migration, splitStatements(migration.text));
    return;
  }
  await connection.transaction().execute((tx) => apply(tx, migration, [migration.text]));
}

async function apply(
  executor: Executor,
  migration: Migration,
  statements: readonly string[],
): Promise<void> {
  try {
    for (const statement of statements) await run(executor, statement);
  } catch (error) {
    if (isLockTimeout(error)) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new MigrationError(`The migration ${migration.name} failed: ${reason}`, error);
  }
  await executor
    .insertInto("pomodoro_migrations")
    .values({ name: migration.name, checksum: migration.checksum })
    .execute();
}

async function withPatience(
  migration: Migration,
  patienceMs: number,
  work: () => Promise<void>,
): Promise<void> {
  for (let waitedMs = 0; ; waitedMs += LOCK_TIMEOUT_MS) {
    try {
      await work();
      return;
    } catch (error) {
      if (!isLockTimeout(error)) throw error;
      if (waitedMs >= patienceMs) {
        throw new MigrationError(
          `The migration ${migration.name} waited ${patienceMs} ms for a table that another ` +
            "transaction holds. End that transaction (see pg_stat_activity) and start again.",
          error,
        );
      }
    }
    await delay(RETRY_PAUSE_MS);
  }
}

const LOCK_NOT_AVAILABLE = "55P03";

function isLockTimeout(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === LOCK_NOT_AVAILABLE;
}

async function createLedger(executor: Executor): Promise<void> {
  await run(
    executor,
    `create table if not exists pomodoro_migrations (
       name text primary key not null,
       checksum text not null,
       applied_at text not null default current_timestamp
     )`,
  );
}

async function run(executor: Executor, statement: string): Promise<void> {
  await executor.executeQuery(CompiledQuery.raw(statement));
}
