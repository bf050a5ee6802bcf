import { inWords, type Said, say } from "../messages/said.ts";
import type { MessageKey, MessageParameters } from "../messages/translate.ts";
import { isFromMemory } from "../runtime/from-memory.ts";

/**
 * The errors between the service and its database, as data.
 *
 * DatabaseError
 * ├── DatabaseOpenError         the database cannot be opened at all: wrong path, not a database, refused
 * ├── DatabaseLockedError       another server owns the SQLite file
 * ├── DatabaseDamagedError      the stored data cannot be trusted; an operator has to restore a backup
 * ├── DatabaseUnavailableError  the database does not answer in time; a retry may succeed
 * ├── StorageFullError          the disk is full; reads still succeed
 * └── MigrationError            the schema cannot be migrated to the version of this code
 */
export class DatabaseError extends Error {
  readonly code: string;
  /** Whether the same call may succeed later without a repair. */
  readonly retryable: boolean;
  /** The message for translation; `message` is its English text. */
  readonly said: readonly Said[];

  constructor(code: string, retryable: boolean, said: readonly Said[], cause?: unknown) {
    super(inWords(said, "en"), cause === undefined ? undefined : { cause });
    this.name = new.target.name;
    this.code = code;
    this.retryable = retryable;
    this.said = said;
  }
}

/** The database cannot be opened. The message names its location without the password, and the remedy. */
export class DatabaseOpenError extends DatabaseError {
  constructor(key: MessageKey, params: MessageParameters = {}, cause?: unknown) {
    super("database_open_failed", false, [say(key, params)], cause);
  }
}

/** The holder of a SQLite file's lock. */
export interface LockHolder {
  readonly pid: number;
  /** The holder's host:port. */
  readonly address: string;
}

export class DatabaseLockedError extends DatabaseError {
  readonly path: string;
  /** `undefined` until the holder has written its name. */
  readonly holder: LockHolder | undefined;

  constructor(path: string, holder: LockHolder | undefined) {
    const who = { pid: String(holder?.pid), address: String(holder?.address) };
    const known = holder === undefined ? "no" : "yes";
    super("database_locked", false, [say("db.in_use", { path, known, ...who })]);
    this.path = path;
    this.holder = holder;
  }
}

export class DatabaseUnavailableError extends DatabaseError {
  constructor(key: MessageKey, params: MessageParameters = {}, cause?: unknown) {
    super("database_unavailable", true, [say(key, params)], cause);
  }
}

/** @throws DatabaseUnavailableError in work that runs on memory alone */
export function refuseFromMemory(): void {
  if (isFromMemory()) throw new DatabaseUnavailableError("db.not_asked");
}

export class StorageFullError extends DatabaseError {
  constructor(cause: unknown) {
    super("storage_full", true, [say("db.full")], cause);
  }
}

/** The damage of a file; `db.damaged` describes it. */
export type Damage =
  | "cut_off"
  | "empty_before"
  | "empty_log"
  | "exchanged"
  | "gone"
  | "log_lost"
  | "missing_log"
  | "no_sqlite"
  | "other_database"
  | "other_state"
  | "page_size"
  | "pages"
  | "replaced"
  | "sqlite"
  | "written_later";

/** The remedy before the database can be used again; `db.cure` describes it. */
export type DamageCure = "damage" | "foreign_log" | "exchanged";

/** The database file is damaged, was exchanged, or lies beside the write-ahead log of another file. */
export class DatabaseDamagedError extends DatabaseError {
  readonly path: string;
  /** The damage, without the remedy. */
  readonly damage: Said;
  readonly cure: Said;

  constructor(
    path: string,
    what: Damage,
    kind: DamageCure = "damage",
    details: MessageParameters = {},
    cause?: unknown,
  ) {
    const damage = say("db.damaged", { path, what, ...details });
    const cure = say("db.cure", { kind });
    super("database_damaged", false, [damage, cure], cause);
    this.path = path;
    this.damage = damage;
    this.cure = cure;
  }
}

export class MigrationError extends DatabaseError {
  constructor(key: MessageKey, params: MessageParameters = {}, cause?: unknown) {
    super("migration_failed", false, [say(key, params)], cause);
  }
}
