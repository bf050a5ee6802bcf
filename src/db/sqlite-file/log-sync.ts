import { close, fdatasync, open } from "node:fs";
import { promisify } from "node:util";
import { DatabaseUnavailableError } from "../errors.ts";

/** Makes commits durable without blocking the event loop. */
export interface LogSync {
  /** @throws DatabaseUnavailableError when the disk has not answered for so long that a write would time out */
  check(): void;
  /** Reports a commit. */
  noteCommit(): void;
  /**
   * Resolves when everything committed before the call is on the disk.
   *
   * @throws DatabaseUnavailableError after a timeout or a failure; the commit may then be on the disk or not
   */
  settled(): Promise<void>;
  /** Waits for the sync in progress. */
  close(): Promise<void>;
}

/** A file whose writes can be made durable. */
export interface SyncedFile {
  /** Flushes the written data to the disk (fdatasync). */
  sync(): Promise<void>;
  close(): Promise<void>;
}

export interface LogSyncOptions {
  /** How long a commit waits for the disk. */
  readonly timeoutMs: number;
  /** The write-ahead log. */
  readonly file: SyncedFile;
}

/** The sync of a database in memory, which has no disk. */
export const NO_LOG_SYNC: LogSync = {
  check() {},
  noteCommit() {},
  async settled() {},
  async close() {},
};

/** Runs one sync at a time. Commits during a sync share the next one (group commit). */
export function createLogSync({ timeoutMs, file }: LogSyncOptions): LogSync {
  let committed = 0;
  let durable = 0;
  let underWay: Promise<void> | undefined;
  let startedMs = 0;
  let failure: unknown;

  function start(): Promise<void> {
    const upTo = committed;
    startedMs = performance.now();
    underWay = file
      .sync()
      .then(
        () => {
          durable = upTo;
        },
        (error) => {
          // After a failure the system may have dropped unwritten data, and would report the next sync as a success.
          failure = error;
        },
      )
      .finally(() => {
        underWay = undefined;
      });
    return underWay;
  }

  async function reach(commit: number): Promise<void> {
    while (durable < commit && failure === undefined) await (underWay ?? start());
    throwFailure();
  }

  function throwFailure(): void {
    if (failure === undefined) return;
    throw new DatabaseUnavailableError("db.sync_failed", {}, failure);
  }

  return {
    check() {
      throwFailure();
      if (underWay === undefined || performance.now() - startedMs < timeoutMs) return;
      throw new DatabaseUnavailableError("db.slow_disk", { ms: String(timeoutMs) });
    },
    noteCommit() {
      committed += 1;
    },
    async settled() {
      throwFailure();
      if (durable >= committed) return;
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<never>((_, reject) => {
        timer = setTimeout(() => {
          reject(new DatabaseUnavailableError("db.slow_disk", { ms: String(timeoutMs) }));
        }, timeoutMs);
      });
      try {
        await Promise.race([reach(committed), late]);
      } finally {
        clearTimeout(timer);
      }
    },
    async close() {
      await underWay;
      await file.close();
    },
  };
}

const openFile = promisify(open);
const syncFile = promisify(fdatasync);
const closeFile = promisify(close);

/** Syncs through a separate descriptor. SQLite holds no lock on the log that closing this descriptor would release. */
export function syncedFile(path: string): SyncedFile {
  let descriptor: Promise<number> | undefined;
  return {
    async sync() {
      descriptor ??= openFile(path, "r+");
      await syncFile(await descriptor);
    },
    async close() {
      if (descriptor !== undefined) await closeFile(await descriptor);
    },
  };
}
