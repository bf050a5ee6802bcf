import { existsSync, statSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";

/**
 * The file that a server served last, recorded in `<database>.lock`. The record reveals a file that was exchanged beside
 * its old write-ahead log.
 */
export interface FileRecord {
  /** Device and inode. */
  readonly identity: string;
  /** Time of the last write, ms. A file with an earlier time is another one. */
  readonly modifiedMs: number;
  readonly bytes: number;
}

/** The record of the current file; undefined without a file. */
export function recordOf(path: string): FileRecord | undefined {
  const identity = identityOf(path);
  const stats = statSync(path, { throwIfNoEntry: false });
  if (identity === undefined || stats === undefined) return undefined;
  return { identity, modifiedMs: stats.mtimeMs, bytes: stats.size };
}

/** Device and inode, which identify a file. */
export function identityOf(path: string): string | undefined {
  const stats = statSync(path, { throwIfNoEntry: false, bigint: true });
  return stats === undefined ? undefined : `${stats.dev}:${stats.ino}`;
}

/** @param lock an open connection to the lock file, in a transaction */
export function writeRecord(lock: DatabaseSync, lockPath: string, record: FileRecord): void {
  lock.exec(
    "create table if not exists served (lock text, identity text, modified_ms real, bytes integer)",
  );
  lock.exec("delete from served");
  lock
    .prepare("insert into served values (?, ?, ?, ?)")
    .run(identityOf(lockPath) ?? "", record.identity, record.modifiedMs, record.bytes);
}

/**
 * Reads the record of the last server. Nothing without one, or when the lock file itself was copied, because the whole
 * database was then copied with it.
 */
export function readRecord(lockPath: string): FileRecord | undefined {
  if (!existsSync(lockPath)) return undefined;
  let lock: DatabaseSync | undefined;
  try {
    lock = new DatabaseSync(lockPath, { readOnly: true, timeout: 100 });
    const row = lock.prepare("select lock, identity, modified_ms, bytes from served").get();
    if (row === undefined || row.lock !== identityOf(lockPath)) return undefined;
    return {
      identity: String(row.identity),
      modifiedMs: Number(row.modified_ms),
      bytes: Number(row.bytes),
    };
  } catch {
    // The lock file is from an older version, or is being created.
    return undefined;
  } finally {
    lock?.close();
  }
}
