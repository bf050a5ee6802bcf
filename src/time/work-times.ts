import { type EpochDay, isoWeekday, MINUTES_PER_DAY } from "./calendar.ts";

/** When a person works, as they have stated it. */
export interface WorkTimes {
  /** Wall-clock minutes after midnight, beyond 1440 for hours past midnight; null: not stated. */
  readonly workingHours: { readonly startMinute: number; readonly endMinute: number } | null;
  /** ISO weekdays on which no work is planned. */
  readonly daysOff: ReadonlySet<number>;
  /** Days away, both ends included. */
  readonly absences: readonly { readonly from: EpochDay; readonly to: EpochDay }[];
}

export const NOTHING_STATED: WorkTimes = {
  workingHours: null,
  daysOff: new Set(),
  absences: [],
};

/** Whether the person has said that they are away on a day. */
export function isAbsent({ absences }: WorkTimes, day: EpochDay): boolean {
  return absences.some(({ from, to }) => from <= day && day <= to);
}

/** Whether the person has said that they do not work on a day. */
export function isFree(times: WorkTimes, day: EpochDay): boolean {
  return times.daysOff.has(isoWeekday(day)) || isAbsent(times, day);
}

/** Of so many days from one on, those on which the person is away. */
export function absentDays(times: WorkTimes, from: EpochDay, count: number): EpochDay[] {
  if (times.absences.length === 0) return [];
  return Array.from({ length: count }, (_, next) => from + next).filter((day) =>
    isAbsent(times, day),
  );
}

/** Whether a session can begin in an hour of the clock, 0–23. */
export function isWorkingHour({ workingHours }: WorkTimes, hour: number): boolean {
  if (workingHours === null) return true;
  const { startMinute, endMinute } = workingHours;
  return [hour * 60, hour * 60 + MINUTES_PER_DAY].some(
    (minute) => minute + 59 >= startMinute && minute < endMinute,
  );
}
