import { existsSync, statSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";

/**
 * Which file a server served last, kept in `<database>.lock`: what is needed to see that a file was exchanged while its
 * write-ahead log stayed.
 */
export interface FileRecord {
  /** Device and inode. */
  readonly identity: string;
  /** When the file was last written, ms; a file that went back in time is another one. */
  readonly modifiedMs: number;
  readonly bytes: number;
}

/** The file as it is now; undefined when there is none. */
export function recordOf(path: string): FileRecord | undefined {
  const identity = identityOf(path);
  const stats = statSync(path, { throwIfNoEntry: false });
  if (identity === undefined || stats === undefined) return undefined;
  return { identity, modifiedMs: stats.mtimeMs, bytes: stats.size };
}

/** Device and inode, by which two paths are one file. */
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
 * What the last server noted. Nothing when none did, and when the lock file itself was copied: then the database was
 * copied with it, as a whole.
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
    // Written by an older version, or just being created.
    return undefined;
  } finally {
    lock?.close();
  }
}
