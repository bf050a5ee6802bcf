import type { FieldProblem } from "../../../errors.ts";
import type { PresetInList } from "../../../schemas/preset.ts";
import type { FormFields } from "./form-fields.ts";

/** A refused form, as the person filled it in. */
export interface RefusedSession {
  readonly fields: FormFields;
  readonly problems: readonly FieldProblem[];
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

/** Reads the form that ends a session. An invalid number stays a text, for validation to refuse. */
export function readFinishForm(fields: FormFields): Record<string, unknown> {
  const minutes = fields.get("duration_minutes");
  const rating = fields.get("rating") || fields.get("rated");
  return {
    id: fields.get("id") || null,
    completed: fields.get("completed") !== "false",
    ...(rating !== "" && { rating: numberOrText(rating) }),
    ...(minutes !== "" && { duration_minutes: numberOrText(minutes) }),
  };
}

/** Parses a number with a decimal point or comma. An invalid number stays a text, for validation to refuse. */
export function numberOrText(text: string): number | string {
  return /^\d{1,6}([.,]\d{1,6})?$/.test(text) ? Number(text.replace(",", ".")) : text;
}
