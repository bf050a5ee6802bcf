import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { Client } from "pg";
import type { Database } from "../../src/db/database.ts";
import { openDatabase } from "../../src/db/open.ts";
import { copyMigratedSqlite } from "./migrated-sqlite.ts";

export interface OpenedDatabase {
  /** What DATABASE_URL would say. */
  readonly url: string;
  readonly database: Database;
  /** Closes the database and removes it. */
  close(): Promise<void>;
}

export interface OpenTestOptions {
  /** Default true. */
  readonly migrate?: boolean;
}

export type OpenTestDatabase = (options?: OpenTestOptions) => Promise<OpenedDatabase>;

export type DatabaseName = "sqlite" | "postgres";

const adminUrl = process.env.TEST_POSTGRES_URL ?? "postgresql://root@127.0.0.1:5432/postgres";

/** Why there is no PostgreSQL to test on; `undefined` when there is one. */
const postgresMissing = await probePostgres();

async function probePostgres(): Promise<string | undefined> {
  const client = new Client({ connectionString: adminUrl, connectionTimeoutMillis: 3000 });
  try {
    await client.connect();
    return undefined;
  } catch (error) {
    return `PostgreSQL does not answer (${error instanceof Error ? error.message : error}); set TEST_POSTGRES_URL`;
  } finally {
    await client.end().catch(() => {});
  }
}

/**
 * Runs a suite on both databases. Each `open` makes a fresh, empty, migrated database.
 * Without PostgreSQL its half is skipped, visibly; with CI=true that is a failure.
 */
export function forEachDatabase(suite: (name: DatabaseName, open: OpenTestDatabase) => void): void {
  describe("on sqlite", () => suite("sqlite", openTestSqlite));
  describePostgres(() => suite("postgres", openTestPostgres));
}

/** A suite that only PostgreSQL can run. */
export function describePostgres(suite: () => void): void {
  if (postgresMissing === undefined) {
    describe("on postgres", suite);
    return;
  }
  const skip = process.env.CI === "true" ? {} : { skip: `SKIPPED: ${postgresMissing}` };
  test("on postgres", skip, () => {
    throw new Error(postgresMissing);
  });
}

export async function openTestSqlite(options: OpenTestOptions = {}): Promise<OpenedDatabase> {
  const folder = mkdtempSync(join(tmpdir(), "pomodoro-test-"));
  const path = join(folder, "pomodoro.db");
  const url = `file:${path}`;
  const migrate = options.migrate ?? true;
  if (migrate) await copyMigratedSqlite(path);
  const database = await openDatabase(url, { migrate });
  return {
    url,
    database,
    async close() {
      await database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export async function openTestPostgres(options: OpenTestOptions = {}): Promise<OpenedDatabase> {
  const template = options.migrate === false ? undefined : await migratedTemplate();
  const { url, drop } = await createPostgresDatabase(template);
  const database = await openDatabase(url, { poolSize: 5, migrate: options.migrate ?? true });
  return {
    url,
    database,
    async close() {
      await database.close();
      await drop();
    },
  };
}

interface CreatedDatabase {
  readonly name: string;
  readonly url: string;
  drop(): Promise<void>;
}

/** A new PostgreSQL database, empty or as the template is. */
export async function createPostgresDatabase(template = "template1"): Promise<CreatedDatabase> {
  swept ??= dropAbandoned();
  await swept;
  const name = `pomodoro_test_${process.pid}_${randomBytes(4).toString("hex")}`;
  await administer(`create database ${name} template ${template}`);
  // The server outlives every test, so nothing is proved by waiting for its disk.
  await administer(`alter database ${name} set synchronous_commit = off`);
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return {
    name,
    url: url.href,
    async drop() {
      await administer(`drop database if exists ${name} with (force)`);
    },
  };
}

let swept: Promise<void> | undefined;
let template: Promise<CreatedDatabase> | undefined;

/** The name of a database that is migrated once for this process: a copy of it takes half the time. */
async function migratedTemplate(): Promise<string> {
  template ??= createTemplate();
  return (await template).name;
}

async function createTemplate(): Promise<CreatedDatabase> {
  const created = await createPostgresDatabase();
  const database = await openDatabase(created.url, { poolSize: 1 });
  await database.close();
  return created;
}

after(async () => {
  await (await template)?.drop();
});

/** Drops the databases of test processes on this machine that were killed before they could. */
async function dropAbandoned(): Promise<void> {
  if (!["127.0.0.1", "localhost", "[::1]"].includes(new URL(adminUrl).hostname)) return;
  const names = await administer(
    "select datname as name from pg_database where datname ~ '^pomodoro_test_[0-9]+_'",
  );
  for (const name of names) {
    if (isRunning(Number(name.split("_")[2]))) continue;
    // Not by force, and without complaint: another test process may be dropping it, too.
    await administer(`drop database if exists ${name}`).catch(() => {});
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Runs a statement beside all databases; gives the column `name` of its rows. */
async function administer(statement: string): Promise<string[]> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(statement);
    return rows.map((row) => row.name);
  } finally {
    await client.end();
  }
}
