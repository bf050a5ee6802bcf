import { MINUTES_PER_DAY } from "./calendar.ts";
import { NO_STATED_DAYS, type StatedDays } from "./stated-days.ts";

/** A person's working times, as they have stated them. */
export interface WorkTimes extends StatedDays {
  /** Wall-clock minutes after midnight, above 1440 for hours past midnight; null: not stated. */
  readonly workingHours: { readonly startMinute: number; readonly endMinute: number } | null;
}

export const NOTHING_STATED: WorkTimes = { ...NO_STATED_DAYS, workingHours: null };

/** Whether a session can begin in this hour of the clock, 0–23. */
export function isWorkingHour({ workingHours }: WorkTimes, hour: number): boolean {
  if (workingHours === null) return true;
  const { startMinute, endMinute } = workingHours;
  return [hour * 60, hour * 60 + MINUTES_PER_DAY].some(
    (minute) => minute + 59 >= startMinute && minute < endMinute,
  );
}
