import type { PersonalSettings } from "../../domain/personal-settings.ts";
import { MINUTES_PER_DAY, parseDay } from "../../time/calendar.ts";
import { parseClock } from "../../time/timestamp.ts";
import { NOTHING_STATED, type WorkTimes } from "../../time/work-times.ts";

type Stated = Pick<PersonalSettings, "workingHours" | "daysOff" | "absences">;

/** Converts stated times to days and minutes. Unreadable values, which another program may have stored, are ignored. */
export function readWorkTimes({ workingHours, daysOff, absences }: Stated): WorkTimes {
  if (workingHours === null && daysOff === null && absences === null) return NOTHING_STATED;
  return {
    workingHours: spanOf(workingHours),
    daysOff: new Set(daysOff ?? []),
    absences: (absences ?? [])
      .flatMap((range) => {
        const from = parseDay(range.from);
        const to = parseDay(range.to);
        return from === undefined || to === undefined || to < from ? [] : [{ from, to }];
      })
      .sort((one, other) => one.from - other.from),
  };
}

function spanOf(hours: Stated["workingHours"]): WorkTimes["workingHours"] {
  const startMinute = minuteOf(hours?.from);
  const endMinute = minuteOf(hours?.to);
  if (startMinute === undefined || endMinute === undefined) return null;
  return {
    startMinute,
    endMinute: endMinute > startMinute ? endMinute : endMinute + MINUTES_PER_DAY,
  };
}

/** Minutes after midnight of `HH:MM`; `undefined` when it is not a time of day. */
export function minuteOf(clock: string | undefined): number | undefined {
  if (clock === "24:00") return MINUTES_PER_DAY;
  const ms = clock === undefined ? undefined : parseClock(clock);
  return ms === undefined ? undefined : Math.floor(ms / 60_000);
}
