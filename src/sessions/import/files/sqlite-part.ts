import {
  type ForeignRow,
  ForeignTables,
  type ForeignValue,
  UnreadableTablesError,
} from "../../../db/foreign-tables.ts";
import type { SessionInputContext } from "../../input/session-input.ts";
import { foreignRow } from "../foreign-row.ts";
import type { FindRow, SqliteFormat } from "../formats/sqlite-format.ts";
import { SQLITE_FORMATS } from "../formats/sqlite-formats.ts";
import { type ImportRow, unreadableRow } from "../import-row.ts";
import type { TextFormat } from "../requested-format.ts";
import type { FileFacts } from "../row-reader.ts";
import { unreadableFile } from "../unreadable-file.ts";
import type { FilePart } from "./opened-file.ts";
import { collect } from "./peek.ts";

/** Size of about half a million rounds of Pomotroid. The file and a copy of it are in memory. */
const MAX_BYTES = 32 * 1_048_576;
/** Maximum number of characters of all names together; further ones are not known. Real ones take a few thousand. */
const MAX_NAME_CHARACTERS = 4_000_000;
/** A row costs as much as this many characters. */
const ROW_COST = 64;
/** Rows read before other tasks get their turn. */
const ROWS_AT_ONCE = 1000;

/**
 * Reads the SQLite database of a known program.
 * @throws ServiceError `import_unreadable` for an unknown program, a damaged file or one that is too large
 */
export async function sqlitePart(
  source: AsyncIterable<Uint8Array>,
  requested: TextFormat,
  context: SessionInputContext,
): Promise<FilePart> {
  const bytes = await collect(source, MAX_BYTES, () =>
    unreadableFile("file_bytes", { megabytes: MAX_BYTES / 1_048_576 }),
  );
  const { tables, format } = open(bytes, requested);
  const facts = new SqliteFacts(format);
  return { facts, rows: () => rowsOf(tables, format, facts, context) };
}

class SqliteFacts implements FileFacts {
  readonly format;
  readonly source;
  readonly ignoredColumns: readonly string[] = [];
  /** Counts rows; a database has no lines. */
  lineCount = 0;
  readonly unit = "row";

  constructor({ name }: SqliteFormat) {
    this.format = name;
    this.source = name;
  }
}

function open(
  bytes: Buffer,
  requested: TextFormat,
): { readonly tables: ForeignTables; readonly format: SqliteFormat } {
  const tables = readably(() => new ForeignTables(bytes));
  try {
    const format = readably(() =>
      SQLITE_FORMATS.find(({ table, columns, lookups = [] }) =>
        [{ table, columns }, ...lookups].every((one) => tables.has(one.table, one.columns)),
      ),
    );
    if (format === undefined) throw unreadableFile("unknown_database");
    const isMeant = requested === "auto" || requested === "csv" || requested === format.name;
    if (!isMeant) throw unreadableFile("other_format", { format: requested }, "header");
    return { tables, format };
  } catch (error) {
    tables.close();
    throw error;
  }
}

function readably<Result>(read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (error instanceof UnreadableTablesError) throw unreadableFile("damaged_database");
    throw error;
  }
}

/** Reads the tables with names. */
function lookUp(tables: ForeignTables, { lookups = [] }: SqliteFormat): FindRow {
  const found = new Map<string, Map<ForeignValue | undefined, ForeignRow>>();
  let characters = 0;
  for (const { table, columns } of lookups) {
    const rows = new Map<ForeignValue | undefined, ForeignRow>();
    for (const row of tables.rows(table, columns)) {
      characters += ROW_COST + String(row.name ?? "").length;
      if (characters > MAX_NAME_CHARACTERS) break;
      rows.set(row.id, row);
    }
    found.set(table, rows);
  }
  return (table, id) => found.get(table)?.get(id);
}

async function* rowsOf(
  tables: ForeignTables,
  format: SqliteFormat,
  facts: SqliteFacts,
  context: SessionInputContext,
): AsyncIterable<Iterable<ImportRow>> {
  let piece: ImportRow[] = [];
  try {
    const find = lookUp(tables, format);
    for (const row of tables.rows(format.table, format.columns)) {
      facts.lineCount += 1;
      piece.push(foreignRow({ line: facts.lineCount, reading: format.read(row, find) }, context));
      if (piece.length < ROWS_AT_ONCE) continue;
      yield piece;
      piece = [];
    }
    yield piece;
  } catch (error) {
    if (!(error instanceof UnreadableTablesError)) throw error;
    yield [...piece, unreadableRow(facts.lineCount + 1, { code: "damaged_from" })];
  } finally {
    tables.close();
  }
}
