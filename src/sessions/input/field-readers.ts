import { isNameText } from "../../domain/name-text.ts";
import { normalizeName } from "../../domain/normalize-name.ts";
import type { FieldProblem } from "../../errors.ts";

/**
 * Each function reads one raw value; what is wrong is added to `problems`, and the answer is then `undefined`
 * as it is for an absent value. Plain functions without closures, because an import calls them ten million times.
 */

/** Values as they were parsed from JSON or a file; nothing about them is known. */
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

/** A text that every database can hold; blank is absent. `limit` counts code points. */
export function readText(
  raw: unknown,
  field: string,
  limit: number,
  problems: FieldProblem[],
): string | undefined {
  if (raw === undefined || raw === null || raw === "") return undefined;
  if (typeof raw !== "string") return wrongType(field, "string", problems);
  // PostgreSQL stores no NUL, and UTF-8 has no halves of surrogate pairs.
  if (raw.includes("\0") || !raw.isWellFormed()) problems.push({ field, code: "text" });
  else if (isLonger(raw, limit)) problems.push({ field, code: "max_length", params: { limit } });
  else return raw;
  return undefined;
}

/** How much longer than its limit a text may be before it is normalised; composing characters can shorten it. */
const MAX_SHRINKAGE = 4;

/** A text in its one spelling, without blanks around; blank is absent. */
export function readLabel(
  raw: unknown,
  field: string,
  limit: number,
  problems: FieldProblem[],
): string | undefined {
  if (typeof raw !== "string") return readText(raw, field, limit, problems);
  // What is far too long is not worked on any further.
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

/** Counts as PostgreSQL does. A code point takes at most two units, so not every text need be counted. */
function isLonger(text: string, limit: number): boolean {
  return text.length > limit && (text.length > 2 * limit || [...text].length > limit);
}
