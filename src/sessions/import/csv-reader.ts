import type { Line, LineFault } from "./line-splitter.ts";

/** One record of a CSV file, or the reason why it is unreadable. */
export interface CsvRecord {
  /** Number of the record's first line. */
  readonly line: number;
  /** Empty when there is a fault. */
  readonly cells: readonly string[];
  readonly fault: LineFault | "quote" | "cell_count" | undefined;
  /** For the fault `encoding`: the probable encoding. */
  readonly likely?: string | undefined;
}

export interface CsvReaderOptions {
  readonly delimiter: string;
  /** Number of cells in the header. A record must have as many; further cells are accepted when they are blank. */
  readonly width: number;
}

/** Fixed cost of a line in addition to its characters, so that a record of blank lines is not free. */
const LINE_COST = 64;
/** Maximum cost of a quoted text over several lines; notes have at most 10,000 characters. */
const RECORD_COST = 1_048_576;
/**
 * Maximum cost of lines that are read a second time in one file. A stray quote requires re-reading the lines it
 * swallowed. Without a limit, a file of stray quotes would take quadratic time. Beyond the limit, the lines swallowed
 * by such a quote are rejected together with its own line.
 */
const REREAD_COST = 256 * RECORD_COST;

/**
 * Reads CSV records from lines: RFC 4180, with the leniency needed for spreadsheets and files written by hand. A quote
 * in the middle of an unquoted cell is an ordinary character; text after a closing quote belongs to the cell.
 *
 * A quoted cell may contain line breaks. So that a stray quote does not swallow the rows after it, a record of several
 * lines must be well-formed. If its quote is never closed or is followed by text, or if the number of cells is wrong,
 * only its first line is rejected, and reading continues with the second.
 */
export class CsvReader {
  readonly #options: CsvReaderOptions;
  /** Lines of an incomplete record. */
  #open: Line[] = [];
  #openCost = 0;
  #scan: CellScan;
  /** Lines to read again, the next one last. It is a stack rather than recursion, because there can be thousands. */
  readonly #again: Line[] = [];
  #reread = 0;

  constructor(options: CsvReaderOptions) {
    this.#options = options;
    this.#scan = new CellScan(options.delimiter);
  }

  /** Returns the records that these lines complete; blank lines produce none. */
  *push(lines: readonly Line[]): Iterable<CsvRecord> {
    for (const line of lines) {
      if (line.fault === undefined) {
        const record = this.#take(line);
        if (record !== undefined) yield record;
        yield* this.#readAgain();
      } else {
        yield* this.end();
        yield { line: line.number, cells: [], fault: line.fault, likely: line.likely };
      }
    }
  }

  /** A quote still open at the end will never be closed, so its lines are read separately. */
  *end(): Iterable<CsvRecord> {
    while (this.#open.length > 0) {
      yield this.#giveUp();
      yield* this.#readAgain();
    }
  }

  *#readAgain(): Iterable<CsvRecord> {
    for (let line = this.#again.pop(); line !== undefined; line = this.#again.pop()) {
      const record = this.#take(line);
      if (record !== undefined) yield record;
    }
  }

  #take(line: Line): CsvRecord | undefined {
    // Fast path: most lines are complete records without quotes, and this halves the garbage.
    if (this.#open.length === 0 && !line.text.includes('"')) {
      return this.#record(line, bareCells(line.text, this.#options.delimiter));
    }
    this.#open.push(line);
    this.#openCost += line.text.length + LINE_COST;
    if (this.#scan.add(line.text)) return this.#complete();
    return this.#openCost > RECORD_COST ? this.#giveUp() : undefined;
  }

  #complete(): CsvRecord | undefined {
    const { cells, hasTextAfterQuote } = this.#scan;
    const isSuspicious = hasTextAfterQuote || !fits(cells, this.#options.width);
    if (this.#open.length > 1 && isSuspicious) return this.#giveUp();
    const [line] = this.#open;
    this.#reset();
    return line === undefined ? undefined : this.#record(line, cells);
  }

  #record({ number }: Line, cells: readonly string[]): CsvRecord | undefined {
    if (cells.every(isBlank)) return undefined;
    const fault = fits(cells, this.#options.width) ? undefined : "cell_count";
    return { line: number, cells, fault };
  }

  /** Rejects the first open line and queues the others for re-reading, within the file's budget. */
  #giveUp(): CsvRecord {
    const [first, ...rest] = this.#open;
    this.#reread += this.#openCost;
    this.#reset();
    if (this.#reread <= REREAD_COST) this.#again.push(...rest.toReversed());
    return { line: first?.number ?? 0, cells: [], fault: "quote" };
  }

  #reset(): void {
    this.#open = [];
    this.#openCost = 0;
    this.#scan = new CellScan(this.#options.delimiter);
  }
}

/**
 * Splits one line into cells.
 * @returns `undefined` when a quote is not closed
 */
export function splitCells(text: string, delimiter: string): string[] | undefined {
  const scan = new CellScan(delimiter);
  return scan.add(text) ? scan.cells : undefined;
}

/** Scans the cells of one record, line by line. */
class CellScan {
  readonly #delimiter: string;
  cells: string[] = [];
  hasTextAfterQuote = false;
  /** Text so far of an open quoted cell. */
  #quoted: string | undefined;

  constructor(delimiter: string) {
    this.#delimiter = delimiter;
  }

  /** Adds a line; returns true when the record is complete. */
  add(line: string): boolean {
    let at = 0;
    if (this.#quoted !== undefined) {
      const after = this.#readQuoted(line, 0, `${this.#quoted}\n`);
      if (after === undefined) return false;
      at = after;
    }
    while (at <= line.length) {
      const after =
        line.charAt(at) === '"' ? this.#readQuoted(line, at + 1, "") : this.#readBare(line, at);
      if (after === undefined) return false;
      at = after;
    }
    return true;
  }

  #readBare(line: string, from: number): number {
    const to = line.indexOf(this.#delimiter, from);
    if (to < 0) {
      this.cells.push(withoutReturn(line.slice(from)));
      return line.length + 1;
    }
    this.cells.push(line.slice(from, to));
    return to + 1;
  }

  /** Reads inside quotes; returns the index of the next cell, or `undefined` when the quote stays open. */
  #readQuoted(line: string, from: number, before: string): number | undefined {
    let text = before;
    let at = from;
    for (;;) {
      const quote = line.indexOf('"', at);
      if (quote < 0) {
        this.#quoted = text + line.slice(at);
        return undefined;
      }
      text += line.slice(at, quote);
      at = quote + 1;
      if (line.charAt(at) !== '"') break;
      text += '"';
      at += 1;
    }
    this.#quoted = undefined;
    return this.#endQuoted(line, at, text);
  }

  #endQuoted(line: string, from: number, text: string): number {
    const found = line.indexOf(this.#delimiter, from);
    const to = found < 0 ? line.length : found;
    const tail = found < 0 ? withoutReturn(line.slice(from)) : line.slice(from, to);
    const isPadding = isBlank(tail);
    if (!isPadding) this.hasTextAfterQuote = true;
    this.cells.push(isPadding ? text : text + tail);
    return to + 1;
  }
}

/** The cells of a line without quotes. */
function bareCells(line: string, delimiter: string): string[] {
  return withoutReturn(line).split(delimiter);
}

function withoutReturn(text: string): string {
  return text.endsWith("\r") ? text.slice(0, -1) : text;
}

function fits(cells: readonly string[], width: number): boolean {
  return cells.length === width || (cells.length > width && cells.slice(width).every(isBlank));
}

function isBlank(cell: string): boolean {
  return cell.trim() === "";
}
