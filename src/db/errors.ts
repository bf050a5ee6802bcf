/**
 * What can go wrong between the service and its database, as data.
 *
 * DatabaseError
 * ├── DatabaseOpenError         the database cannot be opened at all: wrong path, not a database, refused
 * ├── DatabaseLockedError       another server owns the SQLite file
 * ├── DatabaseDamagedError      what is stored cannot be trusted; somebody has to restore a backup
 * ├── DatabaseUnavailableError  it was there, but does not answer in time now; trying again may help
 * └── MigrationError            the schema cannot be brought to what this code needs
 */
export class DatabaseError extends Error {
  readonly code: string;
  /** Whether the same call may succeed later without anybody changing anything. */
  readonly retryable: boolean;

  constructor(code: string, retryable: boolean, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = new.target.name;
    this.code = code;
    this.retryable = retryable;
  }
}

/** The message names the location without its password, and what to do. */
export class DatabaseOpenError extends DatabaseError {
  constructor(message: string, cause?: unknown) {
    super("database_open_failed", false, message, cause);
  }
}

/** Who holds a SQLite file. */
export interface LockHolder {
  readonly pid: number;
  /** host:port the holder serves on. */
  readonly address: string;
}

export class DatabaseLockedError extends DatabaseError {
  readonly path: string;
  /** `undefined` in the instant before the holder has written its name. */
  readonly holder: LockHolder | undefined;

  constructor(path: string, holder: LockHolder | undefined) {
    const who =
      holder === undefined
        ? "another server that is starting"
        : `the server with process id ${holder.pid} at ${holder.address}`;
    super(
      "database_locked",
      false,
      `${path} is in use by ${who}. Stop it first, or give this one another DATABASE_URL. ` +
        "Commands such as import and export may run beside a server.",
    );
    this.path = path;
    this.holder = holder;
  }
}

export class DatabaseUnavailableError extends DatabaseError {
  constructor(message: string, cause?: unknown) {
    super("database_unavailable", true, message, cause);
  }
}

/** What somebody has to do before a database can be used again. */
const CURES = {
  damage:
    "Stop the service and restore a backup, or save what can be read: `pomodoro-ml doctor` tells more, docs/operations.md how.",
  foreign_log:
    "If you restored a backup: stop the service, remove the files ending in -wal and -shm beside it, and start again. " +
    "Nothing was replayed into it.",
  exchanged:
    "Put the file back or start the service again; what it had written last is in the file that was there.",
} as const;

/** The file of the database is damaged, was exchanged, or lies beside the write-ahead log of another one. */
export class DatabaseDamagedError extends DatabaseError {
  readonly path: string;
  readonly cure: string;

  /** @param what goes on from the path: "is cut off: …" */
  constructor(path: string, what: string, kind: keyof typeof CURES = "damage", cause?: unknown) {
    super("database_damaged", false, `The database ${path} ${what}. ${CURES[kind]}`, cause);
    this.path = path;
    this.cure = CURES[kind];
  }
}

export class MigrationError extends DatabaseError {
  constructor(message: string, cause?: unknown) {
    super("migration_failed", false, message, cause);
  }
}
