import type { FieldProblem } from "../../../errors.ts";
import type { SessionBody } from "../../../schemas/sessions.ts";
import type { FormFields } from "./form-fields.ts";
import { numberOrText } from "./session-form.ts";

/** The members of a session with a text field in the form. */
export const EDITED_TEXTS = [
  "start",
  "duration_minutes",
  "preset",
  "category",
  "task",
  "rating",
  "notes",
] as const;
type TextName = (typeof EDITED_TEXTS)[number];

/** The fields of a session's form, as the person typed them. */
export interface SessionEntry {
  readonly texts: Readonly<Record<TextName, string>>;
  readonly isCompleted: boolean;
}

/** A refused form, as the person filled it in. */
export interface RefusedEdit {
  readonly entry: SessionEntry;
  readonly problems: readonly FieldProblem[];
}

export function sessionEntryOf(session: SessionBody): SessionEntry {
  const { start, duration_minutes, preset, category, task, rating, notes, completed } = session;
  const text = (value: string | number | null) => (value === null ? "" : String(value));
  return {
    texts: {
      ...{ start, preset, category, task: text(task), rating: text(rating) },
      ...{ duration_minutes: text(duration_minutes), notes: text(notes).trim() },
    },
    isCompleted: completed,
  };
}

export function readSessionEntry(fields: FormFields): SessionEntry {
  const text = (name: TextName) => fields.get(name).replaceAll("\r\n", "\n");
  return {
    texts: {
      ...{ start: text("start"), duration_minutes: text("duration_minutes") },
      ...{ preset: text("preset"), category: text("category"), task: text("task") },
      ...{ rating: text("rating"), notes: text("notes") },
    },
    isCompleted: fields.get("completed") === "true",
  };
}

/**
 * The patch that a form describes. A cleared text removes the value; an invalid value stays a text, for validation to
 * refuse.
 */
export function sessionPatchOf(entry: SessionEntry, before: SessionEntry): Record<string, unknown> {
  const changed = EDITED_TEXTS.filter((name) => entry.texts[name] !== before.texts[name]);
  const members = changed.map((name): [string, unknown] => {
    const text = entry.texts[name];
    if (name === "duration_minutes") return [name, numberOrText(text)];
    if (name === "rating") return [name, text === "" ? null : numberOrText(text)];
    return [name, text === "" && name !== "start" ? null : text];
  });
  const isOther = entry.isCompleted !== before.isCompleted;
  return { ...Object.fromEntries(members), ...(isOther && { completed: entry.isCompleted }) };
}
