import type { FieldProblem } from "../../../errors.ts";
import type { FormFields } from "./form-fields.ts";
import { numberOrText } from "./settings-form.ts";

/** The questions of a check-in, by the API's members. */
export const CHECKIN_QUESTIONS = [
  "sleep_quality",
  "energy_level",
  "mood",
  "stress_level",
  "motivation",
  "focus_ability",
] as const;

/** A refused form, as the person filled it in. */
export interface RefusedCheckin {
  readonly fields: FormFields;
  readonly problems: readonly FieldProblem[];
}

/**
 * Reads the check-in from a form. Unanswered questions are omitted; an invalid number stays a text, for validation to
 * refuse.
 */
export function readCheckinForm(fields: FormFields): Record<string, unknown> {
  const answers = CHECKIN_QUESTIONS.flatMap((name): [string, number | string][] => {
    const value = fields.get(name);
    return value === "" ? [] : [[name, numberOrText(value)]];
  });
  return Object.fromEntries(answers);
}
