import { validationError } from "../../errors.ts";
import type { WellnessRepository } from "../../repositories/wellness-repository.ts";
import { isSafeText } from "../../schemas/safe-text.ts";
import { compileCheck } from "../../schemas/validate.ts";
import { type WellnessBody, WellnessInput, WellnessParams } from "../../schemas/wellness.ts";
import type { RestoreCheckin } from "../../sessions/import/restore.ts";
import { parseDay } from "../../time/calendar.ts";
import type { WellnessService } from "./wellness-service.ts";

const checkDate = compileCheck(WellnessParams);
const checkInput = compileCheck(WellnessInput);

const COMPARED = [
  "sleep_quality",
  "energy_level",
  "mood",
  "stress_level",
  "motivation",
  "focus_ability",
  "notes",
] as const;

/** Stores check-ins of an export on days without one, validated like those sent to the API. */
export function checkinRestorer(
  wellness: Pick<WellnessService, "put" | "get">,
  checkins: Pick<WellnessRepository, "find">,
): RestoreCheckin {
  return async (userId, value, run) => {
    const { date, ...members }: Readonly<Record<string, unknown>> = Object(value);
    const named = checkDate({ date });
    if ("problems" in named) throw validationError(named.problems);
    const given = checkInput(members);
    if ("problems" in given) throw validationError(given.problems);
    const input = given.value;
    if (!isSafeText(input.notes ?? "")) throw validationError([{ field: "notes", code: "text" }]);
    const day = parseDay(named.value.date) ?? 0;
    if ((await checkins.find(userId, day)) !== undefined) {
      const stored = await wellness.get(userId, named.value.date);
      return isSame(input, stored) ? "unchanged" : "conflicts";
    }
    if (run !== undefined) await wellness.put(userId, named.value.date, input, run);
    return "imported";
  };
}

function isSame(input: WellnessInput, stored: WellnessBody): boolean {
  return COMPARED.every((name) => (input[name] ?? null) === stored[name]);
}
