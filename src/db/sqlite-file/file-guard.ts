import { DatabaseDamagedError } from "../errors.ts";
import { sqliteErrorCode } from "../sqlite-errors.ts";
import { identityOf } from "./file-record.ts";

/** Guards an open SQLite file against damage and against the exchange of the file under its path. */
export interface FileGuard {
  /** @throws DatabaseDamagedError when a write would go to a damaged, deleted or exchanged file */
  check(): void;
  /** Translates an error. One that indicates damage becomes a DatabaseDamagedError, and blocks all later writes. */
  translate(error: unknown): unknown;
  /** Blocks all later writes. */
  condemn(damage: DatabaseDamagedError): void;
}

const SQLITE_CORRUPT = 11;
const SQLITE_NOTADB = 26;

/** The guard of a database in memory, which no other program can change. */
export const NO_GUARD: FileGuard = { check() {}, translate: (error) => error, condemn() {} };

/** @param path the real path of a file that is open with its write-ahead log */
export function guardFile(path: string): FileGuard {
  const file = identityOf(path);
  const log = identityOf(`${path}-wal`);
  let damage: DatabaseDamagedError | undefined;
  return {
    check() {
      if (damage !== undefined) throw damage;
      if (identityOf(path) !== file) {
        const what = identityOf(path) === undefined ? "gone" : "replaced";
        throw new DatabaseDamagedError(path, what, "exchanged");
      }
      if (log !== undefined && identityOf(`${path}-wal`) !== log) {
        throw new DatabaseDamagedError(path, "log_lost", "exchanged");
      }
    },
    translate(error) {
      const code = sqliteErrorCode(error);
      if (code !== SQLITE_CORRUPT && code !== SQLITE_NOTADB) return error;
      damage ??= damageOf(path, error);
      return damage;
    },
    condemn(found) {
      damage ??= found;
    },
  };
}

export function damageOf(path: string, error: unknown): DatabaseDamagedError {
  const reason = error instanceof Error ? error.message : String(error);
  return new DatabaseDamagedError(path, "sqlite", "damage", { reason }, error);
}

/** Whether an error of SQLite indicates a damaged file. */
export function tellsOfDamage(error: unknown): boolean {
  const code = sqliteErrorCode(error);
  return code === SQLITE_CORRUPT || code === SQLITE_NOTADB;
}
