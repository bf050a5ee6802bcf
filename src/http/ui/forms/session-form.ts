import { type FieldProblem, validationError } from "../../../errors.ts";
import type { PresetInList } from "../../../schemas/preset.ts";
import type { FormFields } from "./form-fields.ts";

/** A refused form, as the person filled it in. */
export interface RefusedSession {
  readonly fields: FormFields;
  readonly problems: readonly FieldProblem[];
}

/** A form may wait for a connection in a browser as long as this. */
const MAX_SECONDS_AGO = 7 * 86_400;

/**
 * The instant at which a form was sent that had to wait for a connection; `null` for one that comes at once.
 * @throws ServiceError validation_failed
 */
export function sentAt(fields: FormFields, nowMs: number): string | null {
  const field = "seconds_ago";
  const text = fields.get(field);
  if (text === "") return null;
  if (!/^\d{1,9}$/.test(text)) {
    throw validationError([{ field, code: "type", params: { expected: "integer" } }]);
  }
  const seconds = Number(text);
  if (seconds > MAX_SECONDS_AGO) {
    throw validationError([{ field, code: "maximum", params: { limit: MAX_SECONDS_AGO } }]);
  }
  return Temporal.Instant.fromEpochMilliseconds(Math.floor(nowMs) - seconds * 1000).toString();
}

/** Reads the form that begins a session. The session is planned as long as its preset. */
export function readStartForm(
  fields: FormFields,
  presets: readonly PresetInList[],
): Record<string, unknown> {
  const preset = fields.get("preset");
  return {
    ...{
      id: fields.get("id") || null,
      preset,
      category: fields.get("category"),
      task: fields.get("task"),
    },
    planned_minutes: presets.find(({ id }) => id === preset)?.work_minutes ?? null,
  };
}

/**
 * Reads the form that ends a session. An invalid number stays a text, for validation to refuse.
 * @param end when it ended, unless the form states its minutes; `null` is now
 */
export function readFinishForm(fields: FormFields, end: string | null): Record<string, unknown> {
  const minutes = fields.get("duration_minutes");
  const rating = fields.get("rating") || fields.get("rated");
  return {
    id: fields.get("id") || null,
    completed: fields.get("completed") !== "false",
    ...(rating !== "" && { rating: numberOrText(rating) }),
    ...(minutes === "" ? { end } : { duration_minutes: numberOrText(minutes) }),
  };
}

/** Parses a number with a decimal point or comma. An invalid number stays a text, for validation to refuse. */
export function numberOrText(text: string): number | string {
  return /^\d{1,6}([.,]\d{1,6})?$/.test(text) ? Number(text.replace(",", ".")) : text;
}
