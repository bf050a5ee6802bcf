import { createHash, type Hash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { createInterface } from "node:readline";
import type { Database } from "../database.ts";
import { BackupFileError } from "./backup-file-error.ts";
import { type BackupRow, inSnapshot } from "./read-rows.ts";
import { BACKUP_TABLES, type BackupTable } from "./tables.ts";
import { countStored, writeRows } from "./write-rows.ts";

/**
 * A backup consists of JSON lines: a header, one line per batch of rows, and a trailer with the numbers of rows and the
 * SHA-256 of all previous lines.
 */
const FORMAT = "pomodoro-ml backup";
const VERSION = 1;

/** Rows by table. */
export type Counts = Readonly<Record<BackupTable, number>>;

/** PostgreSQL accepts 65,535 values per statement; a session has fewer than thirty. */
const ROWS_PER_STATEMENT = 500;

const NONE: Counts = {
  sessions: 0,
  wellness_checkins: 0,
  user_settings: 0,
  idempotency_records: 0,
  ai_answers: 0,
  ai_budget: 0,
  ai_calls: 0,
  api_keys: 0,
  imports: 0,
  import_mappings: 0,
};

/**
 * Writes a snapshot of all stored data, without blocking writers. The file gets its final name only when it is complete and
 * on the disk. Only its owner may read it.
 */
export async function writeBackup(database: Database, path: string): Promise<Counts> {
  const part = `${path}.part`;
  try {
    const file = await open(part, "w", 0o600);
    try {
      const hash = createHash("sha256");
      const write = async (value: unknown) => {
        const line = `${JSON.stringify(value)}\n`;
        hash.update(line);
        await file.write(line);
      };
      const counts = { ...NONE };
      await write({ format: FORMAT, version: VERSION, from: database.kind });
      await inSnapshot(database, async (read) => {
        for (const table of BACKUP_TABLES) {
          for await (const rows of read(table)) {
            counts[table] += rows.length;
            await write({ table, rows });
          }
        }
      });
      await file.write(`${JSON.stringify({ counts, sha256: hash.digest("hex") })}\n`);
      await file.sync();
      await file.close();
      await rename(part, path);
      return counts;
    } finally {
      await file.close().catch(() => {});
    }
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

/**
 * Verifies the whole file, then stores its rows in one transaction: all of them or, after any failure, none.
 * @throws BackupFileError when the file is incomplete, or the database is not empty
 */
export async function restoreBackup(database: Database, path: string): Promise<Counts> {
  const counts = await verifyBackup(path);
  await database.transaction(async (tx) => {
    if ((await countStored(tx)) > 0) throw new BackupFileError("occupied");
    const target = { executor: tx, kind: database.kind };
    for await (const line of linesOf(path)) {
      const batch = readBatch(line);
      if (batch === undefined) continue;
      for (let from = 0; from < batch.rows.length; from += ROWS_PER_STATEMENT) {
        await writeRows(target, batch.table, batch.rows.slice(from, from + ROWS_PER_STATEMENT));
      }
    }
  });
  return counts;
}

/** @throws BackupFileError */
export async function verifyBackup(path: string): Promise<Counts> {
  const hash = createHash("sha256");
  const counts = { ...NONE };
  let isFirst = true;
  let end: { readonly counts: unknown; readonly sha256: unknown } | undefined;
  for await (const line of linesOf(path)) {
    if (end !== undefined) throw new BackupFileError("changed");
    if (isFirst) checkHeader(line);
    isFirst = false;
    end = readEnd(line);
    if (end !== undefined) continue;
    addLine(hash, line);
    const batch = readBatch(line);
    if (batch !== undefined) counts[batch.table] += batch.rows.length;
  }
  if (end === undefined) throw new BackupFileError(isFirst ? "unknown" : "cut");
  const isWhole = hash.digest("hex") === end.sha256 && areCounts(end.counts, counts);
  if (!isWhole) throw new BackupFileError("changed");
  return counts;
}

/** Compares the numbers of rows. A backup from before a table existed has no rows of it. */
function areCounts(said: unknown, counted: Counts): boolean {
  const counts: Partial<Record<string, unknown>> = Object(said);
  return BACKUP_TABLES.every((table) => (counts[table] ?? 0) === counted[table]);
}

function linesOf(path: string): AsyncIterable<string> {
  return createInterface({ input: createReadStream(path, "utf8"), crlfDelay: Infinity });
}

function addLine(hash: Hash, line: string): void {
  hash.update(`${line}\n`);
}

function checkHeader(line: string): void {
  const header = parse(line);
  if (header?.format !== FORMAT) throw new BackupFileError("unknown");
  if (header.version !== VERSION) throw new BackupFileError("newer");
}

function readEnd(line: string) {
  const value = parse(line);
  if (value === undefined || !("sha256" in value)) return undefined;
  return { counts: value.counts, sha256: value.sha256 };
}

interface Batch {
  readonly table: BackupTable;
  readonly rows: readonly BackupRow[];
}

/** Reads a batch of rows; undefined for the header and the trailer. */
function readBatch(line: string): Batch | undefined {
  const value = parse(line);
  const table = BACKUP_TABLES.find((name) => name === value?.table);
  if (table === undefined || !Array.isArray(value?.rows)) return undefined;
  return { table, rows: value.rows.filter(isRow) };
}

function isRow(value: unknown): value is BackupRow {
  return (
    typeof value === "object" &&
    value !== null &&
    Object.values(value).every(
      (cell) => cell === null || typeof cell === "string" || typeof cell === "number",
    )
  );
}

/** @throws BackupFileError when a line is incomplete */
function parse(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null ? { ...value } : undefined;
  } catch {
    throw new BackupFileError("cut");
  }
}
