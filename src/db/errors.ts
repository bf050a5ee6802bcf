import { inWords, type Said, say } from "../messages/said.ts";
import type { MessageKey, MessageParameters } from "../messages/translate.ts";
import { isFromMemory } from "../runtime/from-memory.ts";

/**
 * What can go wrong between the service and its database, as data.
 *
 * DatabaseError
 * ├── DatabaseOpenError         the database cannot be opened at all: wrong path, not a database, refused
 * ├── DatabaseLockedError       another server owns the SQLite file
 * ├── DatabaseDamagedError      what is stored cannot be trusted; somebody has to restore a backup
 * ├── DatabaseUnavailableError  it was there, but does not answer in time now; trying again may help
 * ├── StorageFullError          there is no room for what is to be written; reads are answered
 * └── MigrationError            the schema cannot be brought to what this code needs
 */
export class DatabaseError extends Error {
  readonly code: string;
  /** Whether the same call may succeed later without anybody changing anything. */
  readonly retryable: boolean;
  /** What `message` says in English. */
  readonly said: readonly Said[];

  constructor(code: string, retryable: boolean, said: readonly Said[], cause?: unknown) {
    super(inWords(said, "en"), cause === undefined ? undefined : { cause });
    this.name = new.target.name;
    this.code = code;
    this.retryable = retryable;
    this.said = said;
  }
}

/** The message names the location without its password, and what to do. */
export class DatabaseOpenError extends DatabaseError {
  constructor(key: MessageKey, params: MessageParameters = {}, cause?: unknown) {
    super("database_open_failed", false, [say(key, params)], cause);
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

/** @throws DatabaseUnavailableError in work that has to do with what is in memory */
export function refuseFromMemory(): void {
  if (isFromMemory()) throw new DatabaseUnavailableError("db.not_asked");
}

export class StorageFullError extends DatabaseError {
  constructor(cause: unknown) {
    super("storage_full", true, [say("db.full")], cause);
  }
}

/** What is wrong with a file; the words are in `db.damaged`. */
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

/** What somebody has to do before the database can be used again; the words are in `db.cure`. */
export type DamageCure = "damage" | "foreign_log" | "exchanged";

/** The file of the database is damaged, was exchanged, or lies beside the write-ahead log of another one. */
export class DatabaseDamagedError extends DatabaseError {
  readonly path: string;
  /** What is wrong, without what to do. */
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
