import { unguardCell } from "../csv-text.ts";
import type { CsvLayout } from "./csv-layout.ts";

/** `ano` and `ne` are Czech for yes and no. */
const WORDS: ReadonlyMap<string, boolean> = new Map([
  ["true", true],
  ["yes", true],
  ["1", true],
  ["ano", true],
  ["false", false],
  ["no", false],
  ["0", false],
  ["ne", false],
]);

const DECIMAL = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/;

/** The cells of one record by column name. A blank cell, or a missing column, is `undefined`. */
export class CsvCells {
  readonly #cells: readonly string[];
  readonly #layout: CsvLayout;

  constructor(cells: readonly string[], layout: CsvLayout) {
    this.#cells = cells;
    this.#layout = layout;
  }

  /** The unchanged text of the cell. */
  text(column: string): string | undefined {
    const index = this.#layout.columns.get(column);
    const cell = index === undefined ? "" : (this.#cells[index] ?? "");
    return cell === "" ? undefined : cell;
  }

  /** Free text, without the apostrophe that keeps a spreadsheet from running it as a formula. */
  prose(column: string): string | undefined {
    const cell = this.text(column);
    return cell === undefined ? undefined : unguardCell(cell);
  }

  /** The text without surrounding blanks. */
  trimmed(column: string): string | undefined {
    const cell = this.text(column)?.trim();
    return cell === "" ? undefined : cell;
  }

  /** The number, or the text when it is not a number, so that validation reports it. */
  number(column: string): number | string | undefined {
    const cell = this.trimmed(column);
    if (cell === undefined) return undefined;
    // In a comma-separated file, a comma inside a cell is not a decimal sign but an error to report.
    const decimal = this.#layout.delimiter === "," ? cell : cell.replace(",", ".");
    return DECIMAL.test(decimal) ? Number(decimal) : cell;
  }

  /** The truth value of a common word for it, otherwise the text. */
  flag(column: string): boolean | string | undefined {
    const cell = this.trimmed(column);
    return cell === undefined ? undefined : (WORDS.get(cell.toLowerCase()) ?? cell);
  }
}
