import { DATE_ORDERS, type DateOrder } from "../../../domain/date-order.ts";
import { MS_PER_DAY } from "../../../time/calendar.ts";
import type { CsvRecord } from "../csv-reader.ts";

const SLASHED = /^(\d{1,2})([/-])(\d{1,2})\2(\d{4}|\d\d)(?!\d)/;
/** Maximum number of records held until the order is known. If it is still open then, the file cannot tell. */
const HELD_RECORDS = 50_000;
/** Maximum number of characters in held records. */
const HELD_CHARACTERS = 16_000_000;

/**
 * Holds the records of a table until one of them determines the order of day and month in the file: by a number above
 * 12, a date in the future, or a start and an end that are at most a day apart in one order only.
 */
export class DateOrderGate {
  readonly #columns: readonly number[];
  readonly #latestMs: number;
  #order: DateOrder | undefined;
  #held: CsvRecord[] = [];
  #characters = 0;
  #isOpen = false;

  /**
   * @param columns indices of the date columns
   * @param nowMs sessions are never in the future
   * @param order given by the user
   */
  constructor(columns: readonly number[], nowMs: number, order: DateOrder | undefined) {
    this.#columns = columns;
    this.#latestMs = nowMs + MS_PER_DAY;
    this.#order = order;
    this.#isOpen = columns.length === 0;
  }

  /** `undefined` while no record has determined it. */
  get order(): DateOrder | undefined {
    return this.#order;
  }

  /** Returns the records that can be read now. */
  add(record: CsvRecord): readonly CsvRecord[] {
    if (this.#isOpen || this.#order !== undefined) return [record];
    this.#order = this.#shownBy(record);
    if (this.#order === undefined && this.#held.length === 0 && !this.#isAmbiguous(record)) {
      return [record];
    }
    this.#held.push(record);
    for (const cell of record.cells) this.#characters += cell.length;
    const isFull = this.#held.length >= HELD_RECORDS || this.#characters >= HELD_CHARACTERS;
    if (isFull) this.#isOpen = true;
    return isFull || this.#order !== undefined ? this.end() : [];
  }

  /** Returns the records still held. */
  end(): readonly CsvRecord[] {
    const held = this.#held;
    this.#held = [];
    return held;
  }

  #isAmbiguous({ cells }: CsvRecord): boolean {
    return this.#columns.some((column) => isAmbiguousDate(cells[column] ?? ""));
  }

  #shownBy({ cells }: CsvRecord): DateOrder | undefined {
    const days = this.#columns
      .map((column) => cells[column] ?? "")
      .filter((text) => SLASHED.test(text));
    const possible = DATE_ORDERS.filter((order) => this.#isPossible(days, order));
    if (possible.length === 1) return possible[0];
    const near = DATE_ORDERS.filter((order) => isNear(days, order));
    return near.length === 1 ? near[0] : undefined;
  }

  #isPossible(days: readonly string[], order: DateOrder): boolean {
    return days.every((text) => {
      const ms = dayMs(text, order);
      return ms !== undefined && ms <= this.#latestMs;
    });
  }
}

/** Whether a date has two readings. */
export function isAmbiguousDate(text: string): boolean {
  const [first, second] = DATE_ORDERS.map((order) => dayMs(text, order));
  return first !== undefined && second !== undefined && first !== second;
}

/** Whether the days of one record are at most one day apart. */
function isNear(days: readonly string[], order: DateOrder): boolean {
  const times = days.map((text) => dayMs(text, order) ?? 0);
  return Math.max(...times) - Math.min(...times) <= MS_PER_DAY;
}

/** Converts a date in the given order to `YYYY-MM-DD`; `undefined` when it is not a date. */
export function readSlashedDate(text: string, order: DateOrder): string | undefined {
  const ms = dayMs(text, order);
  return ms === undefined ? undefined : new Date(ms).toISOString().slice(0, 10);
}

function dayMs(text: string, order: DateOrder): number | undefined {
  const match = SLASHED.exec(text);
  if (match === null) return undefined;
  const [one, other] = [Number(match[1]), Number(match[3])];
  const [day, month] = order === "day-first" ? [one, other] : [other, one];
  const year = Number(match[4]) + (match[4]?.length === 2 ? 2000 : 0);
  const ms = Date.UTC(year, month - 1, day);
  const isDay = month >= 1 && month <= 12 && new Date(ms).getUTCDate() === day;
  return isDay ? ms : undefined;
}
