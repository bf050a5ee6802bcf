import type { PersonalSettings, TextRange } from "../../domain/personal-settings.ts";
import type { FieldProblem } from "../../errors.ts";
import type { SettingsPatch } from "../../schemas/settings.ts";
import { parseDay } from "../../time/calendar.ts";
import { minuteOf } from "./read-work-times.ts";

type Stated = Partial<Pick<PersonalSettings, "workingHours" | "daysOff" | "absences">>;

/** Reads stated working times and normalises them for storage. */
export function readStatedTimes(patch: SettingsPatch, problems: FieldProblem[]): Stated {
  const { working_hours: hours, days_off: daysOff, absences } = patch;
  return {
    ...(hours !== undefined && { workingHours: hours && readHours(hours, problems) }),
    ...(daysOff !== undefined && {
      daysOff: daysOff && [...new Set(daysOff)].sort((one, other) => one - other),
    }),
    ...(absences !== undefined && { absences: absences && readAbsences(absences, problems) }),
  };
}

function readHours({ from, to }: TextRange, problems: FieldProblem[]): TextRange {
  const [start, end] = [minuteOf(from), minuteOf(to)];
  if (start === undefined) problems.push({ field: "working_hours.from", code: "clock" });
  if (end === undefined) problems.push({ field: "working_hours.to", code: "clock" });
  if (start !== undefined && start === end) {
    problems.push({ field: "working_hours", code: "clock_range" });
  }
  return { from, to };
}

function readAbsences(absences: readonly TextRange[], problems: FieldProblem[]): TextRange[] {
  absences.forEach(({ from, to }, index) => {
    for (const [end, day] of [
      ["from", from],
      ["to", to],
    ] as const) {
      if (parseDay(day) !== undefined) continue;
      problems.push({ field: `absences[${index}].${end}`, code: "date" });
    }
    if (to >= from) return;
    problems.push({ field: `absences[${index}].to`, code: "order", params: { first: "from" } });
  });
  return absences.toSorted((one, other) => (one.from < other.from ? -1 : 1));
}
