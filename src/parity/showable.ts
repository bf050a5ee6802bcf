import type { FieldPath } from "./field-path.ts";

/** The person's own words, removed because reports are shared. */
const PRIVATE = new Set(["notes", "note_excerpt", "task", "notes_insights", "notes_context"]);
/** Values are truncated to this many characters in a report. */
const MAX_TEXT = 200;

/** A value as shown in a report: short, without a person's words, null when absent. */
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
