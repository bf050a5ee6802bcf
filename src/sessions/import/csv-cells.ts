import { unguardCell } from "../csv-text.ts";
import type { CsvLayout } from "./csv-layout.ts";

/** `ano` and `ne` are what a Czech spreadsheet's owner writes. */
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

/** The cells of one record by column name. A blank cell, or a column that the file lacks, is `undefined`. */
export class CsvCells {
  readonly #cells: readonly string[];
  readonly #layout: CsvLayout;

  constructor(cells: readonly string[], layout: CsvLayout) {
    this.#cells = cells;
    this.#layout = layout;
  }

  /** The text as it stands. */
  text(column: string): string | undefined {
    const index = this.#layout.columns.get(column);
    const cell = index === undefined ? "" : (this.#cells[index] ?? "");
    return cell === "" ? undefined : cell;
  }

  /** What a person wrote, freed of the apostrophe that keeps a spreadsheet from running it. */
  prose(column: string): string | undefined {
    const cell = this.text(column);
    return cell === undefined ? undefined : unguardCell(cell);
  }

  /** Without the blanks around it. */
  trimmed(column: string): string | undefined {
    const cell = this.text(column)?.trim();
    return cell === "" ? undefined : cell;
  }

  /** The number, or the text where it is none, so that the check of the session reports it. */
  number(column: string): number | string | undefined {
    const cell = this.trimmed(column);
    if (cell === undefined) return undefined;
    // Where commas separate cells, a comma inside one is no decimal sign but a mistake worth reporting.
    const decimal = this.#layout.delimiter === "," ? cell : cell.replace(",", ".");
    return DECIMAL.test(decimal) ? Number(decimal) : cell;
  }

  /** The truth value of a word that people use for it, or the text. */
  flag(column: string): boolean | string | undefined {
    const cell = this.trimmed(column);
    return cell === undefined ? undefined : (WORDS.get(cell.toLowerCase()) ?? cell);
  }
}
