import { isNameText } from "../../domain/name-text.ts";
import { normalizeName } from "../../domain/normalize-name.ts";
import type { FieldProblem } from "../../errors.ts";

/**
 * Each function reads one raw value. It adds faults to `problems` and then returns `undefined`, as for an absent value.
 * These are plain functions without closures, because an import calls them ten million times.
 */

/** Values as parsed from JSON or a file, not yet validated. */
export type RawInput = Readonly<Record<string, unknown>>;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export function isRecord(value: unknown): value is RawInput {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A UUID in lower case. */
export function readUuid(
  raw: unknown,
  field: string,
  problems: FieldProblem[],
): string | undefined {
  if (raw === undefined || raw === null) return undefined;
  if (typeof raw !== "string") return wrongType(field, "string", problems);
  if (UUID.test(raw)) return raw.toLowerCase();
  problems.push({ field, code: "uuid" });
  return undefined;
}

/** A text that every database can store; a blank one counts as absent. `limit` is in code points. */
export function readText(
  raw: unknown,
  field: string,
  limit: number,
  problems: FieldProblem[],
): string | undefined {
  if (raw === undefined || raw === null || raw === "") return undefined;
  if (typeof raw !== "string") return wrongType(field, "string", problems);
  // PostgreSQL cannot store NUL, and UTF-8 cannot encode lone surrogates.
  if (raw.includes("\0") || !raw.isWellFormed()) problems.push({ field, code: "text" });
  else if (isLonger(raw, limit)) problems.push({ field, code: "max_length", params: { limit } });
  else return raw;
  return undefined;
}

/** Largest factor by which normalisation may shorten a text, by composing characters. */
const MAX_SHRINKAGE = 4;

/** A normalised text without surrounding blanks; a blank one counts as absent. */
export function readLabel(
  raw: unknown,
  field: string,
  limit: number,
  problems: FieldProblem[],
): string | undefined {
  if (typeof raw !== "string") return readText(raw, field, limit, problems);
  // A text far above the limit is rejected before the costly normalisation.
  const text = raw.trim();
  const canFit = text.length <= MAX_SHRINKAGE * limit && text.isWellFormed();
  return readText(canFit ? normalizeName(text) : text, field, limit, problems);
}

/** The name of a category or preset. */
export function readName(
  raw: unknown,
  field: string,
  limit: number,
  problems: FieldProblem[],
): string | undefined {
  const name = readLabel(raw, field, limit, problems);
  if (name === undefined || isNameText(name)) return name;
  problems.push({ field, code: "name_characters" });
  return undefined;
}

export function readNumber(
  raw: unknown,
  field: string,
  problems: FieldProblem[],
): number | undefined {
  if (raw === undefined || raw === null) return undefined;
  if (typeof raw === "number" && Number.isFinite(raw)) return raw;
  return wrongType(field, "number", problems);
}

export function readBoolean(
  raw: unknown,
  field: string,
  problems: FieldProblem[],
): boolean | undefined {
  if (raw === undefined || raw === null || typeof raw === "boolean") return raw ?? undefined;
  return wrongType(field, "boolean", problems);
}

function wrongType(field: string, expected: string, problems: FieldProblem[]): undefined {
  problems.push({ field, code: "type", params: { expected } });
}

/**
 * Counts code points, as PostgreSQL does. A code point has at most two UTF-16 units, so short texts need no counting.
 */
function isLonger(text: string, limit: number): boolean {
  return text.length > limit && (text.length > 2 * limit || [...text].length > limit);
}
