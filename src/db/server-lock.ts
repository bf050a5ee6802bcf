import { mkdirSync, realpathSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { DatabaseLockedError, DatabaseOpenError, type LockHolder } from "./errors.ts";
import { isBusy } from "./sqlite-dialect.ts";

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
  let connection: DatabaseSync | undefined;
  try {
    mkdirSync(dirname(path), { recursive: true });
    connection = new DatabaseSync(`${path}.lock`, { timeout: 0 });
    connection.exec(
      "begin immediate; create table if not exists holder (pid integer, address text)",
    );
    connection.exec("delete from holder");
    connection.prepare("insert into holder values (?, ?)").run(holder.pid, holder.address);
    connection.exec("commit; begin immediate");
  } catch (error) {
    const found = isBusy(error) ? { by: readHolder(connection) } : undefined;
    connection?.close();
    if (found !== undefined) throw new DatabaseLockedError(databasePath, found.by);
    const reason = error instanceof Error ? error.message : String(error);
    throw new DatabaseOpenError(`The lock file ${path}.lock cannot be written: ${reason}.`, error);
  }
  const claimed = connection;
  return () => {
    if (claimed.isOpen) claimed.close();
  };
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

/** Two paths to the same file, by a symbolic link or a relative path, share one lock. */
function realPath(path: string): string {
  const absolute = resolve(path);
  try {
    return realpathSync(absolute);
  } catch {
    try {
      return join(realpathSync(dirname(absolute)), basename(absolute));
    } catch {
      return absolute;
    }
  }
}
