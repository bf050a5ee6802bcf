import { DatabaseUnavailableError } from "./errors.ts";

const SQLITE_BUSY = 5;

/** Primary result codes that say something about the file rather than about the statement. */
const FILE_TROUBLE: Readonly<Record<number, string>> = {
  8: "The database file is read-only for this user.",
  10: "The database file cannot be read or written.",
  13: "The disk of the database is full.",
  14: "The database file cannot be opened any more.",
};

/** The primary result code of a `node:sqlite` error, `undefined` for any other error. */
export function sqliteErrorCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !("errcode" in error)) return undefined;
  return typeof error.errcode === "number" ? error.errcode & 0xff : undefined;
}

export function isBusy(error: unknown): boolean {
  return sqliteErrorCode(error) === SQLITE_BUSY;
}

/** DatabaseUnavailableError when the file is in the way; any other error as it is. */
export function translateSqliteError(error: unknown): unknown {
  const message = FILE_TROUBLE[sqliteErrorCode(error) ?? 0];
  return message === undefined ? error : new DatabaseUnavailableError(message, error);
}
