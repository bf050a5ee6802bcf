import { DatabaseUnavailableError, StorageFullError } from "./errors.ts";

const SQLITE_BUSY = 5;
const SQLITE_FULL = 13;

/** Primary result codes that concern the file, not the statement; `db.file_trouble` describes them. */
const FILE_TROUBLE: ReadonlySet<number> = new Set([8, 10, 14]);

/** The primary result code of a `node:sqlite` error, `undefined` for any other error. */
export function sqliteErrorCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !("errcode" in error)) return undefined;
  return typeof error.errcode === "number" ? error.errcode & 0xff : undefined;
}

export function isBusy(error: unknown): boolean {
  return sqliteErrorCode(error) === SQLITE_BUSY;
}

/**
 * Translates a full disk to StorageFullError, and trouble with the file to DatabaseUnavailableError. Other errors stay
 * unchanged.
 */
export function translateSqliteError(error: unknown): unknown {
  const code = sqliteErrorCode(error);
  if (code === SQLITE_FULL) return new StorageFullError(error);
  if (code === undefined || !FILE_TROUBLE.has(code)) return error;
  return new DatabaseUnavailableError("db.file_trouble", { code: String(code) }, error);
}
