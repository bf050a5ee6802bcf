import type { PersonalSettings, TextRange } from "../domain/personal-settings.ts";
import { jsonOf, listOf } from "./json-list.ts";

/** The columns with the work times that a person has stated. */
export interface StatedColumns {
  /** `HH:MM-HH:MM`. */
  readonly working_hours?: string | null;
  /** JSON array of ISO weekdays. */
  readonly days_off?: string | null;
  /** JSON array of ranges of dates. */
  readonly absences?: string | null;
}

type Stated = Pick<PersonalSettings, "workingHours" | "daysOff" | "absences">;

/** Reads the stated times. Invalid values, which other programs may write, count as absent. */
export function readStated(row: StatedColumns): Stated {
  const [from, to] = row.working_hours?.split("-") ?? [];
  return {
    workingHours: from === undefined || to === undefined ? null : { from, to },
    daysOff: listOf(row.days_off, (value) => (isWeekday(value) ? value : undefined)),
    absences: listOf(row.absences, rangeOf),
  };
}

export function writeStated({ workingHours, daysOff, absences }: Partial<Stated>): StatedColumns {
  return {
    ...(workingHours !== undefined && {
      working_hours: workingHours === null ? null : `${workingHours.from}-${workingHours.to}`,
    }),
    ...(daysOff !== undefined && { days_off: jsonOf(daysOff) }),
    ...(absences !== undefined && { absences: jsonOf(absences) }),
  };
}

function isWeekday(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= 7;
}

function rangeOf(value: unknown): TextRange | undefined {
  const { from, to } = Object(value);
  return typeof from === "string" && typeof to === "string" ? { from, to } : undefined;
}
