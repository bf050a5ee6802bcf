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
 * Claims a SQLite database for one server; its worker processes share the claim, commands need none.
 *
 * The claim is an open write transaction on the companion file `<database>.lock`: the kernel ends it with the
 * process, also after kill -9, so there is never a stale lock to remove. The row in the file, written before,
 * names the holder and stays readable. The file itself is left behind; deleting it would race.
 *
 * @returns gives the database free again
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
    // The database is closed: what it is now is what the next start must find.
    noteServed(claimed, path);
    claimed.exec("commit");
    claimed.close();
  };
}

/**
 * Before the lock is made: beside a file that is not ours nothing is left behind. What to do about a damaged file is
 * decided where it is opened.
 * @throws DatabaseOpenError
 */
function findDamage(path: string): boolean {
  try {
    inspectFile(path);
    return false;
  } catch (error) {
    if (error instanceof DatabaseDamagedError) return true;
    throw error;
  }
}

/** A file that cannot be trusted is not noted: the next start must come to the same judgement. */
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
    // The holder is just creating the file.
    return undefined;
  }
}
