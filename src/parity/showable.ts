import type { FieldPath } from "./field-path.ts";

/** A person's own words; a report is passed on. */
const PRIVATE = new Set(["notes", "note_excerpt", "task", "notes_insights", "notes_context"]);
const MAX_TEXT = 200;

/** A value as a report shows it: short, without a person's words, null where there is nothing. */
export function showable(path: FieldPath, value: unknown): unknown {
  if (value === undefined || value === null) return null;
  if (path.some((segment) => PRIVATE.has(segment))) return "…";
  if (typeof value === "string") return shorten(value);
  if (typeof value !== "object") return value;
  const text = JSON.stringify(value, (name, member) => (PRIVATE.has(name) ? "…" : member));
  return text.length <= MAX_TEXT ? JSON.parse(text) : shorten(text);
}

function shorten(text: string): string {
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text;
}
