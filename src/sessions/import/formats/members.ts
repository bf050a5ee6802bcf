import { isRecord, type RawInput } from "../../input/field-readers.ts";
import type { TakenValue } from "../json/json-scanner.ts";
import type { JsonReading } from "./json-format.ts";
import type { RowReading } from "./row-reading.ts";

/** A text without blanks around; `undefined` when it is blank or none. */
export function textOf(value: unknown): string | undefined {
  const text = typeof value === "string" ? value.trim() : "";
  return text === "" ? undefined : text;
}

export function numberOf(value: unknown): number | undefined {
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

/** The texts of an array; what is none is left out. */
export function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(textOf).filter((text) => text !== undefined) : [];
}

/** 1 January 9999. */
const LAST_SECOND = 253_370_764_800;

/** A time in seconds since 1970 as RFC 3339; what is none as text, for the check to refuse. */
export function instantOf(seconds: unknown): string | undefined {
  if (seconds === null || seconds === undefined) return undefined;
  const number = numberOf(seconds);
  if (number === undefined || Math.abs(number) > LAST_SECOND) return String(seconds);
  return new Date(Math.round(number * 1000)).toISOString();
}

/** Seconds from here on would be in the year 5138: the number is of milliseconds. */
const FIRST_MILLISECONDS = 1e11;

/** Milliseconds since 1970 of a number of seconds or of milliseconds, or of a text that names a moment. */
export function epochMs(value: unknown): number | undefined {
  const number = numberOf(typeof value === "string" && value !== "" ? Number(value) : value);
  if (number === undefined) return momentOf(value);
  const ms = Math.abs(number) < FIRST_MILLISECONDS ? number * 1000 : number;
  return Math.abs(ms) > LAST_SECOND * 1000 ? undefined : Math.round(ms);
}

/** The moment that a text names, in milliseconds since 1970; `undefined` when it names none by itself. */
export function momentOf(value: unknown): number | undefined {
  const text = textOf(value);
  if (text === undefined || !/(?:Z|[+-]\d\d:?\d\d)$/i.test(text)) return undefined;
  const ms = Date.parse(withColon(text));
  return Number.isNaN(ms) ? undefined : ms;
}

/** Offsets are often written without the colon that RFC 3339 asks for. */
export function withColon(text: string): string {
  return text.replace(/([+-]\d\d)(\d\d)$/, "$1:$2");
}

/** The reading of a document whose rows are objects that stand for themselves. */
export function readObjects(read: (row: RawInput) => RowReading): JsonReading {
  return {
    *take({ line, value }: TakenValue) {
      yield { line, reading: isRecord(value) ? read(value) : unreadableValue(value) };
    },
    *end() {},
  };
}

/** Why a value is no row: it is too long to be looked at, or something else than a row. */
export function unreadableValue(value: unknown): RowReading {
  return { fault: value === undefined ? "line_length" : "wrong_shape" };
}
