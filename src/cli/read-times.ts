import type { SettingsPatch } from "../schemas/settings.ts";
import { parseDay } from "../time/calendar.ts";
import { UsageError } from "./command-errors.ts";

/** A person's working times in the form of options. */
export interface TimeOptions {
  /** `HH:MM-HH:MM`. */
  readonly "working-hours"?: string | undefined;
  /** ISO weekdays, separated by commas. */
  readonly "days-off"?: string | undefined;
  /** `FROM..TO`, separated by commas. */
  readonly absences?: string | undefined;
}

export function readTimes(options: TimeOptions): SettingsPatch {
  const { "working-hours": hours, "days-off": daysOff, absences } = options;
  return {
    ...(hours !== undefined && { working_hours: readHours(hours) }),
    ...(daysOff !== undefined && { days_off: daysOff.split(",").map(readWeekday) }),
    ...(absences !== undefined && { absences: absences.split(",").map(readAbsence) }),
  };
}

function readHours(text: string) {
  const [from, to, more] = text.split("-").map((time) => time.trim());
  if (from !== undefined && to !== undefined && more === undefined) return { from, to };
  throw new UsageError("command.working_hours");
}

function readWeekday(text: string): number {
  const name = text.trim();
  if (/^[1-7]$/.test(name)) return Number(name);
  throw new UsageError("command.days_off");
}

function readAbsence(text: string) {
  const [from = "", to = from, more] = text.trim().split("..");
  if (parseDay(from) !== undefined && parseDay(to) !== undefined && more === undefined)
    return { from, to };
  throw new UsageError("command.absences");
}
