/**
 * What can go wrong between the service and its database, as data.
 *
 * DatabaseError
 * ├── DatabaseOpenError         the database cannot be opened at all: wrong path, not a database, refused
 * ├── DatabaseLockedError       another server owns the SQLite file
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

export class MigrationError extends DatabaseError {
  constructor(message: string, cause?: unknown) {
    super("migration_failed", false, message, cause);
  }
}
