import { close, fdatasync, open } from "node:fs";
import { promisify } from "node:util";
import { DatabaseUnavailableError } from "../errors.ts";

/** Makes what was committed durable, while the event loop goes on. */
export interface LogSync {
  /** @throws DatabaseUnavailableError when the disk has not answered for so long that a write would wait in vain */
  check(): void;
  /** Something was committed. */
  noteCommit(): void;
  /**
   * Resolves when everything committed before the call is on the disk.
   *
   * @throws DatabaseUnavailableError when that takes too long, or failed: what was committed may be on the disk or not
   */
  settled(): Promise<void>;
  /** Waits for what is under way. */
  close(): Promise<void>;
}

/** The disk's promise for one file. */
export interface SyncedFile {
  /** Has the disk keep what was written. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

export interface LogSyncOptions {
  /** How long a commit waits for the disk. */
  readonly timeoutMs: number;
  /** The write-ahead log. */
  readonly file: SyncedFile;
}

/** For a database in memory, which no disk keeps. */
export const NO_LOG_SYNC: LogSync = {
  check() {},
  noteCommit() {},
  async settled() {},
  async close() {},
};

/** One sync is under way at a time; all who come meanwhile share the next. */
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
          // The system may have dropped what it could not write, and would report the next sync as a success.
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

/** By a descriptor of its own. SQLite holds no lock on a write-ahead log that closing another descriptor of it would drop. */
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
