import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, test } from "node:test";
import { Client } from "pg";
import type { Database } from "../../src/db/database.ts";
import { openDatabase } from "../../src/db/open.ts";

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
  const url = `file:${join(folder, "pomodoro.db")}`;
  const database = await openDatabase(url, { migrate: options.migrate ?? true });
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
  const { url, drop } = await createPostgresDatabase();
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

/** A new, empty PostgreSQL database. */
export async function createPostgresDatabase(): Promise<{
  readonly url: string;
  drop(): Promise<void>;
}> {
  const name = `pomodoro_test_${process.pid}_${randomBytes(4).toString("hex")}`;
  await administer(`create database ${name}`);
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    drop: () => administer(`drop database if exists ${name} with (force)`),
  };
}

async function administer(statement: string): Promise<void> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
