import { damagedDatabase } from "./damaged-database.ts";
import type { Database } from "./database.ts";
import { DatabaseDamagedError, DatabaseOpenError } from "./errors.ts";
import { migrate } from "./migrate.ts";
import { openPostgres, type PostgresOptions } from "./postgres.ts";
import { openSqlite, type SqliteOptions } from "./sqlite.ts";

export interface OpenDatabaseOptions extends PostgresOptions, SqliteOptions {
  /** Whether to migrate the schema first. Default true. */
  readonly migrate?: boolean;
  /** Whether a damaged file is opened as a database that fails every query, instead of being refused. Default false. */
  readonly serveDamaged?: boolean;
}

/**
 * Opens the database of a URL and migrates its schema.
 * @param url `file:PATH` or `:memory:` for SQLite, `postgresql://…` for PostgreSQL
 * @throws DatabaseOpenError, MigrationError, DatabaseDamagedError
 */
export async function openDatabase(
  url: string,
  options: OpenDatabaseOptions = {},
): Promise<Database> {
  try {
    return await openWhole(url, options);
  } catch (error) {
    if (options.serveDamaged === true && error instanceof DatabaseDamagedError) {
      return damagedDatabase(error);
    }
    throw error;
  }
}

async function openWhole(url: string, options: OpenDatabaseOptions): Promise<Database> {
  const database = await openByScheme(url, options);
  try {
    if (options.migrate !== false) await migrate(database);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function openByScheme(url: string, options: OpenDatabaseOptions): Promise<Database> {
  if (/^postgres(ql)?:\/\//.test(url)) return openPostgres(url, options);
  const path = sqlitePath(url);
  if (path === undefined) {
    throw new DatabaseOpenError("db.unknown_url");
  }
  return openSqlite(path, options);
}

/** The file of a SQLite URL, `:memory:`, or `undefined` for another URL. */
export function sqlitePath(url: string): string | undefined {
  if (url === ":memory:" || url === "file::memory:") return ":memory:";
  if (!url.startsWith("file:")) return undefined;
  // Parameters are refused: a question mark comes from a URI of SQLite by mistake.
  if (url.includes("?")) return undefined;
  // file:./data/x.db, file:/data/x.db and file:///data/x.db are all in use.
  const path = url.slice("file:".length).replace(/^\/\/(?=\/)/, "");
  return path === "" ? undefined : path;
}
