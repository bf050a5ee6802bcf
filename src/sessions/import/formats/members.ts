import { isRecord, type RawInput } from "../../input/field-readers.ts";
import type { TakenValue } from "../json/json-scanner.ts";
import type { JsonReading } from "./json-format.ts";
import type { RowReading } from "./row-reading.ts";

/** A text without surrounding blanks; `undefined` when it is blank or not a text. */
export function textOf(value: unknown): string | undefined {
  const text = typeof value === "string" ? value.trim() : "";
  return text === "" ? undefined : text;
}

export function numberOf(value: unknown): number | undefined {
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

/** The texts of an array; other elements are left out. */
export function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(textOf).filter((text) => text !== undefined) : [];
}

/** The name of an object, or a name itself; `undefined` for an id. */
export function nameOf(value: unknown): string | undefined {
  return textOf(isRecord(value) ? (value.name ?? value.title) : value);
}

/** A permanent id, which many programs write as a number. */
export function idOf(value: unknown): string | undefined {
  return Number.isSafeInteger(value) ? String(value) : textOf(value);
}

/** A time in RFC 3339, written as a text (with or without the colon in the offset) or as seconds since 1970. */
export function timeOf(value: unknown): string | undefined {
  if (numberOf(value) !== undefined) return instantOf(value);
  const text = textOf(value);
  return text === undefined ? undefined : withColon(text);
}

/** 1 January 9999. */
const LAST_SECOND = 253_370_764_800;

/** Converts seconds since 1970 to RFC 3339. Other values are returned as text, so that validation rejects them. */
export function instantOf(seconds: unknown): string | undefined {
  if (seconds === null || seconds === undefined) return undefined;
  const number = numberOf(seconds);
  if (number === undefined || Math.abs(number) > LAST_SECOND) return String(seconds);
  return new Date(Math.round(number * 1000)).toISOString();
}

/** As seconds, a number from here on would be in the year 5138, so it is in milliseconds. */
const FIRST_MILLISECONDS = 1e11;

/** Milliseconds since 1970 of a number of seconds or milliseconds, or of a text with an instant. */
export function epochMs(value: unknown): number | undefined {
  const number = numberOf(typeof value === "string" && value !== "" ? Number(value) : value);
  if (number === undefined) return momentOf(value);
  const ms = Math.abs(number) < FIRST_MILLISECONDS ? number * 1000 : number;
  return Math.abs(ms) > LAST_SECOND * 1000 ? undefined : Math.round(ms);
}

/** Milliseconds since 1970 of a text with an instant; `undefined` when it does not determine one by itself. */
export function momentOf(value: unknown): number | undefined {
  const text = textOf(value);
  if (text === undefined || !/(?:Z|[+-]\d\d:?\d\d)$/i.test(text)) return undefined;
  const ms = Date.parse(withColon(text));
  return Number.isNaN(ms) ? undefined : ms;
}

/** Adds the colon that RFC 3339 requires in an offset and many programs omit. */
export function withColon(text: string): string {
  return text.replace(/([+-]\d\d)(\d\d)$/, "$1:$2");
}

/** Reads a document whose objects are independent rows. */
export function readObjects(read: (row: RawInput) => RowReading): JsonReading {
  return {
    *take({ line, value }: TakenValue) {
      yield { line, reading: isRecord(value) ? read(value) : unreadableValue(value) };
    },
    *end() {},
  };
}

/** Reason why a value is not a row: it is too long, or has another type. */
export function unreadableValue(value: unknown): RowReading {
  return { fault: value === undefined ? "line_length" : "wrong_shape" };
}
