import type { Line, LineFault } from "./line-splitter.ts";

/** One record of a CSV file, or what made it unreadable. */
export interface CsvRecord {
  /** The line on which the record begins. */
  readonly line: number;
  /** Empty when there is a fault. */
  readonly cells: readonly string[];
  readonly fault: LineFault | "quote" | "cell_count" | undefined;
  /** For the fault `encoding`: the one that it is probably in. */
  readonly likely?: string | undefined;
}

export interface CsvReaderOptions {
  readonly delimiter: string;
  /** Cells of the header; a record has as many. More are accepted when the further ones are blank. */
  readonly width: number;
}

/** What a line costs beside its characters; without it a record of blank lines would seem to be free. */
const LINE_COST = 64;
/** The most that a quoted text going over several lines may cost; notes hold at most 10,000 characters. */
const RECORD_COST = 1_048_576;
/**
 * How much may be read a second time in one file. A stray quote costs re-reading of what it swallowed;
 * without a bound a file made of stray quotes would take time that grows with the square of its size.
 * Beyond it, what such a quote swallowed is given up together with its line.
 */
const REREAD_COST = 256 * RECORD_COST;

/**
 * Reads CSV records from lines: RFC 4180 with the leniency of spreadsheets and hand-made files. A quote in
 * the middle of an unquoted cell is an ordinary character; text after a closing quote belongs to the cell.
 *
 * A quoted cell may contain line breaks. Because one stray quote could so swallow the rows that follow it,
 * a record of several lines must be perfect: when its quote is never closed, is followed by text, or the
 * number of cells is wrong, its first line alone is given up, and reading goes on with the second.
 */
export class CsvReader {
  readonly #options: CsvReaderOptions;
  /** The lines of a record that is not complete yet, and what they cost. */
  #open: Line[] = [];
  #openCost = 0;
  #scan: CellScan;
  /** Lines to read again, the next one last. A stack and not recursion: there can be thousands. */
  readonly #again: Line[] = [];
  #reread = 0;

  constructor(options: CsvReaderOptions) {
    this.#options = options;
    this.#scan = new CellScan(options.delimiter);
  }

  /** The records that these lines complete; blank lines are none. */
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

  /** An open quote will never be closed: what it holds is read as lines of their own. */
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
    // Most lines are a record of their own; with one look for a quote they cost half the garbage.
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

  /** Reports the first open line and puts the others back, as far as the file's budget allows. */
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
 * @returns `undefined` when a quote is left open
 */
export function splitCells(text: string, delimiter: string): string[] | undefined {
  const scan = new CellScan(delimiter);
  return scan.add(text) ? scan.cells : undefined;
}

/** The cells of one record, line by line. */
class CellScan {
  readonly #delimiter: string;
  cells: string[] = [];
  hasTextAfterQuote = false;
  /** The text so far of a quoted cell that is still open. */
  #quoted: string | undefined;

  constructor(delimiter: string) {
    this.#delimiter = delimiter;
  }

  /** Takes a line; true when the record is complete. */
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

  /** Reads on inside quotes; answers where the next cell begins, or nothing when the quote stays open. */
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

/** The cells of a line that has no quotes. */
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
