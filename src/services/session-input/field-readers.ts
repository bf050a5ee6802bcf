import type { FieldProblem } from "../../errors.ts";

/** Values as they were parsed from JSON or a file; nothing about them is known. */
export type RawInput = Readonly<Record<string, unknown>>;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Reads one raw value each; what is wrong is added to `problems`, and the value is then `undefined`. */
export interface FieldReaders {
  uuid(raw: unknown, field: string): string | undefined;
  /** A text that every database can hold; blank is absent. `limit` counts code points. */
  text(raw: unknown, field: string, limit: number): string | undefined;
  number(raw: unknown, field: string): number | undefined;
  boolean(raw: unknown, field: string): boolean | undefined;
}

export function fieldReaders(problems: FieldProblem[]): FieldReaders {
  const isGiven = (raw: unknown) => raw !== undefined && raw !== null;

  function ofType(raw: unknown, field: string, expected: "string" | "number" | "boolean"): boolean {
    if (!isGiven(raw)) return false;
    if (typeof raw === expected) return true;
    problems.push({ field, code: "type", params: { expected } });
    return false;
  }

  return {
    uuid(raw, field) {
      if (!ofType(raw, field, "string") || typeof raw !== "string") return undefined;
      if (UUID.test(raw)) return raw.toLowerCase();
      problems.push({ field, code: "uuid" });
      return undefined;
    },
    text(raw, field, limit) {
      if (!ofType(raw, field, "string") || typeof raw !== "string" || raw === "") return undefined;
      const code = textProblem(raw, limit);
      if (code === undefined) return raw;
      problems.push(code === "text" ? { field, code } : { field, code, params: { limit } });
      return undefined;
    },
    number(raw, field) {
      if (!ofType(raw, field, "number") || typeof raw !== "number") return undefined;
      if (Number.isFinite(raw)) return raw;
      problems.push({ field, code: "type", params: { expected: "number" } });
      return undefined;
    },
    boolean(raw, field) {
      return ofType(raw, field, "boolean") && typeof raw === "boolean" ? raw : undefined;
    },
  };
}

/** PostgreSQL counts characters as code points and stores no NUL; UTF-8 has no lone surrogates. */
function textProblem(text: string, limit: number): "text" | "max_length" | undefined {
  if (text.includes("\0") || !text.isWellFormed()) return "text";
  if (text.length <= limit) return undefined;
  // A code point takes at most two units, so a longer text need not be counted.
  return text.length > 2 * limit || [...text].length > limit ? "max_length" : undefined;
}
