import type { FieldProblem } from "../../../errors.ts";
import type { PresetInList } from "../../../schemas/preset.ts";
import type { FormFields } from "./form-fields.ts";

/** A form that was refused, as it was filled in. */
export interface RefusedSession {
  readonly fields: FormFields;
  readonly problems: readonly FieldProblem[];
}

/** What the form to begin a session asks for; it is as long as its preset. */
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

/** What the form to end a session asks for. What is no number stays as it was typed, to be refused. */
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

/** With a point or a comma. What is no number stays as it was typed, to be refused. */
export function numberOrText(text: string): number | string {
  return /^\d{1,6}([.,]\d{1,6})?$/.test(text) ? Number(text.replace(",", ".")) : text;
}
