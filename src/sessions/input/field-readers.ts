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
