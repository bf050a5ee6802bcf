import { DatabaseSync } from "node:sqlite";
import {
  DatabaseDamagedError,
  DatabaseLockedError,
  DatabaseOpenError,
  type LockHolder,
} from "./errors.ts";
import { isBusy } from "./sqlite-errors.ts";
import { inspectFile } from "./sqlite-file/damage.ts";
import { recordOf, writeRecord } from "./sqlite-file/file-record.ts";
import { createPrivately, realPath } from "./sqlite-file/private-file.ts";

/**
 * Locks a SQLite database for one server. Its worker processes share the lock, and commands need none.
 *
 * The lock is an open write transaction on the companion file `<database>.lock`. The kernel releases it with the process,
 * even after kill -9, so there is never a stale lock. A row that is written before names the holder and stays readable. The
 * file is not deleted, because that would be a race.
 *
 * @returns releases the lock
 * @throws DatabaseLockedError naming the holder, DatabaseOpenError when the file cannot be written
 */
export function acquireServerLock(databasePath: string, holder: LockHolder): () => void {
  if (databasePath === ":memory:") return () => {};
  const path = realPath(databasePath);
  const isDamaged = findDamage(path);
  let connection: DatabaseSync | undefined;
  try {
    if (!isDamaged) createPrivately(path);
    createPrivately(`${path}.lock`);
    connection = new DatabaseSync(`${path}.lock`, { timeout: 0 });
    connection.exec(
      "begin immediate; create table if not exists holder (pid integer, address text)",
    );
    connection.exec("delete from holder");
    connection.prepare("insert into holder values (?, ?)").run(holder.pid, holder.address);
    noteServed(connection, path);
    connection.exec("commit; begin immediate");
  } catch (error) {
    const found = isBusy(error) ? { by: readHolder(connection) } : undefined;
    connection?.close();
    if (found !== undefined) throw new DatabaseLockedError(databasePath, found.by);
    const reason = error instanceof Error ? error.message : String(error);
    throw new DatabaseOpenError("db.lock_unwritable", { path: `${path}.lock`, reason }, error);
  }
  const claimed = connection;
  return () => {
    if (!claimed.isOpen) return;
    // The database is closed, so the next start must find the file in this state.
    noteServed(claimed, path);
    claimed.exec("commit");
    claimed.close();
  };
}

/**
 * Inspects the file before the lock file is created, so that no lock file appears beside a foreign file. Opening decides
 * how to handle a damaged one.
 * @throws DatabaseOpenError
 */
function findDamage(path: string): boolean {
  try {
    inspectFile(path);
    return false;
  } catch (error) {
    if (error instanceof DatabaseOpenError) throw error;
    // A command that ends takes the log away between two reads. Opening looks again and explains what it finds.
    return error instanceof DatabaseDamagedError;
  }
}

/** Records the served file. A damaged one is not recorded, so that the next start detects the damage again. */
function noteServed(lock: DatabaseSync, path: string): void {
  try {
    inspectFile(path);
  } catch {
    return;
  }
  const record = recordOf(path);
  if (record !== undefined) writeRecord(lock, `${path}.lock`, record);
}

function readHolder(connection: DatabaseSync | undefined): LockHolder | undefined {
  try {
    const row = connection?.prepare("select pid, address from holder").get();
    if (row === undefined) return undefined;
    return { pid: Number(row.pid), address: String(row.address) };
  } catch {
    // The holder is creating the file.
    return undefined;
  }
}
