import { statSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { pathToFileURL } from "node:url";
import { type Damage, DatabaseDamagedError, DatabaseOpenError } from "../errors.ts";
import { readFileHeader, readPage } from "./file-header.ts";
import { type FileRecord, readRecord } from "./file-record.ts";
import { readWal, type WalFrames } from "./wal-frames.ts";

/**
 * Inspects a SQLite file before it is opened, because opening replays the write-ahead log beside it.
 *
 * @param path a real path, as `realPath` returns it
 * @throws DatabaseOpenError when it is not a database of this service, which stays unchanged;
 *   DatabaseDamagedError when it is one that can no longer be trusted
 */
export function inspectFile(path: string): void {
  const record = readRecord(`${path}.lock`);
  const wal = readWal(`${path}-wal`);
  const header = readFileHeader(path);
  const hasFrames = wal !== undefined && wal.pages.size > 0;
  if (header === undefined || header.bytes === 0) {
    const isMissing = header === undefined;
    if (hasFrames) throw new DatabaseDamagedError(path, isMissing ? "missing_log" : "empty_log");
    const hadContent = !isMissing && record !== undefined && record.bytes > 0;
    if (hadContent) throw new DatabaseDamagedError(path, "empty_before");
    return;
  }
  if (!header.isSqlite) {
    if (record !== undefined) {
      throw new DatabaseDamagedError(path, "no_sqlite");
    }
    throw new DatabaseOpenError("db.no_sqlite", { path });
  }
  if (hasFrames) {
    const reason = foreignLog(path, header.pageSize, wal, record);
    if (reason !== undefined) throw new DatabaseDamagedError(path, reason, "foreign_log");
  } else if (
    header.bytes % header.pageSize !== 0 ||
    header.bytes < header.pageCount * header.pageSize
  ) {
    throw new DatabaseDamagedError(path, "cut_off", "damage", {
      bytes: String(header.bytes),
      expected: String(header.pageCount * header.pageSize),
    });
  }
  refuseOtherProgram(path);
}

/** The reason why the log belongs to another file; undefined when nothing indicates that. */
function foreignLog(
  path: string,
  pageSize: number,
  wal: WalFrames,
  record: FileRecord | undefined,
): Damage | undefined {
  if (wal.pageSize !== pageSize) return "page_size";
  const file = statSync(path, { bigint: true });
  if (record !== undefined) {
    const isExchanged = record.identity !== `${file.dev}:${file.ino}`;
    const isOlder = Number(file.mtimeMs) < Math.floor(record.modifiedMs);
    if (isExchanged || isOlder) return "exchanged";
  }
  // Only a checkpoint writes the file, so a file that is newer than the log shares pages with it.
  const isWrittenLater = file.mtimeNs > statSync(`${path}-wal`, { bigint: true }).mtimeNs;
  if (isWrittenLater && !sharesPage(path, wal)) {
    return "written_later";
  }
  return foreignCount(path, wal);
}

/**
 * Each transaction of the service increments a count in a separate page. Without the log, the file must be in one of the
 * states that precede the log's states.
 */
function foreignCount(path: string, wal: WalFrames): Damage | undefined {
  const own = identityIn(path, true);
  const logged = identityIn(path, false);
  if (own === undefined || logged === undefined) return undefined;
  if (own.identity !== logged.identity) return "other_database";
  const first = logged.writes - (wal.pages.get(logged.page)?.length ?? 0);
  if ((own.writes < first && !wal.isCut) || own.writes > logged.writes) {
    return "other_state";
  }
  return undefined;
}

function sharesPage(path: string, { pageSize, pages }: WalFrames): boolean {
  for (const [page, contents] of pages) {
    const inFile = readPage(path, pageSize, page);
    if (contents.some((content) => content.equals(inFile))) return true;
  }
  return false;
}

interface Identity {
  readonly identity: string;
  readonly writes: number;
  /** The number of the page with both values. */
  readonly page: number;
}

/** The identity that migration 0007 gives a database, read from the file alone or with the changes of the log. */
function identityIn(path: string, alone: boolean): Identity | undefined {
  const row = readOnly(path, alone, (connection) =>
    connection
      .prepare(
        "select identity, writes, rootpage as page from database_identity, sqlite_schema where name = 'database_identity'",
      )
      .get(),
  );
  if (row === undefined) return undefined;
  return { identity: String(row.identity), writes: Number(row.writes), page: Number(row.page) };
}

/** @throws DatabaseOpenError when the file has tables of another program and none of ours */
function refuseOtherProgram(path: string): void {
  const tables = readOnly(path, true, (connection) =>
    connection
      .prepare(
        "select name from sqlite_schema where type = 'table' and name not like 'sqlite!_%' escape '!'",
      )
      .all()
      .map(({ name }) => String(name)),
  );
  if (tables === undefined || tables.length === 0 || tables.includes("pomodoro_migrations")) return;
  const some = `${tables.slice(0, 3).join(", ")}${tables.length > 3 ? " …" : ""}`;
  throw new DatabaseOpenError("db.other_program", { path, count: tables.length, tables: some });
}

/**
 * Queries a file without changing it. A read-only connection never checkpoints the log, and an immutable one ignores the
 * log.
 * @returns undefined when the file cannot be read
 */
function readOnly<T>(
  path: string,
  immutable: boolean,
  ask: (connection: DatabaseSync) => T,
): T | undefined {
  const url = pathToFileURL(path);
  if (immutable) url.searchParams.set("immutable", "1");
  let connection: DatabaseSync | undefined;
  try {
    connection = new DatabaseSync(url, { readOnly: true, timeout: 1000 });
    return ask(connection);
  } catch {
    return undefined;
  } finally {
    connection?.close();
  }
}
