import { type EpochDay, isoWeekday } from "./calendar.ts";

/** Days on which a person does not plan to work, as they have stated. */
export interface StatedDays {
  /** ISO weekdays without planned work. */
  readonly daysOff: ReadonlySet<number>;
  /** Periods away, both ends inclusive, ordered by beginning. */
  readonly absences: readonly { readonly from: EpochDay; readonly to: EpochDay }[];
}

export const NO_STATED_DAYS: StatedDays = { daysOff: new Set(), absences: [] };

/** Whether the person has stated to be away on a day. */
export function isAbsent({ absences }: StatedDays, day: EpochDay): boolean {
  return absences.some(({ from, to }) => from <= day && day <= to);
}

/** Whether the person has stated not to work on a day. */
export function isFree(stated: StatedDays, day: EpochDay): boolean {
  return stated.daysOff.has(isoWeekday(day)) || isAbsent(stated, day);
}

/** The first day after `day` that is outside its absence; `day` itself when it is in none. */
export function afterAbsence({ absences }: StatedDays, day: EpochDay): EpochDay {
  let next = day;
  for (const { from, to } of absences) {
    if (next < from) break;
    if (next <= to) next = to + 1;
  }
  return next;
}

/** Number of days from `from` to `to` on which the person is away. */
export function countAbsent({ absences }: StatedDays, from: EpochDay, to: EpochDay): number {
  let days = 0;
  let next = from;
  for (const absence of absences) {
    const first = Math.max(next, absence.from);
    const last = Math.min(to, absence.to);
    if (last < first) continue;
    days += last - first + 1;
    next = last + 1;
  }
  return days;
}

/** Number of days from `from` to `to` on which the person plans to work; counting stops at `most`. */
export function countWorkdays(
  stated: StatedDays,
  from: EpochDay,
  to: EpochDay,
  most = Number.POSITIVE_INFINITY,
): number {
  const { daysOff, absences } = stated;
  if (daysOff.size === 0 && absences.length === 0)
    return Math.min(most, Math.max(0, to - from + 1));
  if (daysOff.size === 7) return 0;
  let days = 0;
  for (let day = afterAbsence(stated, from); day <= to; day = afterAbsence(stated, day + 1)) {
    if (!daysOff.has(isoWeekday(day))) days += 1;
    if (days >= most) break;
  }
  return days;
}

/** The first day from `from` on on which the person plans to work; `from` if there is none. */
export function firstWorkday(stated: StatedDays, from: EpochDay): EpochDay {
  if (stated.daysOff.size === 7) return from;
  let day = afterAbsence(stated, from);
  while (stated.daysOff.has(isoWeekday(day))) day = afterAbsence(stated, day + 1);
  return day;
}

/** Canonical text of stated days: equal days give equal texts; empty when nothing is stated. */
export function statedText({ daysOff, absences }: StatedDays): string {
  if (daysOff.size === 0 && absences.length === 0) return "";
  const away = absences.map(({ from, to }) => `${from}-${to}`).join(",");
  return `off=${[...daysOff].sort().join("")};away=${away}`;
}
