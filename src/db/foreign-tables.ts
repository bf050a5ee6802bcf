import { DatabaseSync } from "node:sqlite";

/** Longer texts are not read. */
const TEXT_BYTES = 1000;
/**
 * Bytes 18 and 19 of the header are the file format version. Its value 2 means a write-ahead log, which is missing
 * here.
 */
const JOURNAL_BYTES = [18, 19] as const;

const ROW_ID = "row id";

export type ForeignValue = number | string | null;
export type ForeignRow = Readonly<Record<string, ForeignValue>>;

/** SQLite cannot read the file. */
export class UnreadableTablesError extends Error {}

/**
 * The tables of an untrusted SQLite file, read from a copy in memory. No code of the file runs: only stored columns of
 * ordinary tables are read, never views, triggers, generated columns or virtual tables.
 */
export class ForeignTables {
  readonly #connection: DatabaseSync;

  /**
   * @param bytes the whole file, which is modified
   * @throws UnreadableTablesError
   */
  constructor(bytes: Uint8Array) {
    for (const place of JOURNAL_BYTES) if (bytes[place] === 2) bytes[place] = 1;
    this.#connection = new DatabaseSync(":memory:", {
      allowExtension: false,
      limits: { attach: 0, triggerDepth: 0, vdbeOp: 10_000, sqlLength: 100_000 },
    });
    tellingFaults(() => {
      this.#connection.deserialize(bytes);
      this.#connection.exec("pragma trusted_schema = off; pragma cell_size_check = on");
      this.#connection.exec("pragma query_only = on");
    });
  }

  close(): void {
    this.#connection.close();
  }

  /**
   * Whether an ordinary table with these columns exists; names are compared exactly.
   * @throws UnreadableTablesError
   */
  has(table: string, columns: readonly string[]): boolean {
    return tellingFaults(() => {
      const named = this.#connection.prepare(`pragma main.table_list(${quoted(table)})`).all();
      const isOrdinary = named.some(
        ({ name, type, wr }) => name === table && type === "table" && wr === 0,
      );
      if (!isOrdinary) return false;
      // `hidden` is 0 for ordinary stored columns.
      const found = this.#connection.prepare(`pragma table_xinfo(${quoted(table)})`).all();
      const stored = new Set(found.filter(({ hidden }) => hidden === 0).map(({ name }) => name));
      return columns.every((name) => stored.has(name));
    });
  }

  /**
   * The rows of a table that `has` has confirmed, ordered by their ids. A value that is neither a number nor a short text is
   * read as null.
   * @throws UnreadableTablesError also when a page occurs twice, because a cyclic file would have no end
   */
  *rows(table: string, columns: readonly string[]): Iterable<ForeignRow> {
    const values = columns.map(quoted).map(
      (column) =>
        `case when typeof(${column}) in ('integer', 'real') then cast(${column} as real)
          when typeof(${column}) = 'text' and octet_length(${column}) <= ${TEXT_BYTES} then ${column}
          end as ${column}`,
    );
    const selected = [`_rowid_ as ${quoted(ROW_ID)}`, ...values].join(", ");
    const text = `select ${selected} from ${quoted(table)} not indexed order by _rowid_`;
    const rows = tellingFaults(() => this.#connection.prepare(text).iterate());
    let last = Number.NEGATIVE_INFINITY;
    while (true) {
      const next = tellingFaults(() => rows.next());
      if (next.done === true) return;
      const { [ROW_ID]: id, ...row } = plain(next.value);
      if (typeof id !== "number" || id <= last) {
        throw new UnreadableTablesError("rows are in no order");
      }
      last = id;
      yield row;
    }
  }
}

function plain(row: Readonly<Record<string, unknown>>): ForeignRow {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      typeof value === "number" || typeof value === "string" ? value : null,
    ]),
  );
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function tellingFaults<Result>(read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    throw new UnreadableTablesError(error instanceof Error ? error.message : String(error), {
      cause: error,
    });
  }
}
