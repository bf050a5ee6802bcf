import { type EpochDay, isoWeekday } from "./calendar.ts";

/** Days on which a person does not mean to work, as they have stated it. */
export interface StatedDays {
  /** ISO weekdays on which no work is planned. */
  readonly daysOff: ReadonlySet<number>;
  /** Days away, both ends included, by their beginning. */
  readonly absences: readonly { readonly from: EpochDay; readonly to: EpochDay }[];
}

export const NO_STATED_DAYS: StatedDays = { daysOff: new Set(), absences: [] };

/** Whether the person has said that they are away on a day. */
export function isAbsent({ absences }: StatedDays, day: EpochDay): boolean {
  return absences.some(({ from, to }) => from <= day && day <= to);
}

/** Whether the person has said that they do not work on a day. */
export function isFree(stated: StatedDays, day: EpochDay): boolean {
  return stated.daysOff.has(isoWeekday(day)) || isAbsent(stated, day);
}

/** The first day after `day` that is not in the same absence; `day` itself when it is in none. */
export function afterAbsence({ absences }: StatedDays, day: EpochDay): EpochDay {
  let next = day;
  for (const { from, to } of absences) {
    if (next < from) break;
    if (next <= to) next = to + 1;
  }
  return next;
}

/** How many of the days `from` … `to` the person is away. */
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

/** How many of the days `from` … `to` the person means to work; counting ends at `most`. */
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

/** The first day from `from` on that the person means to work; `from` when they never do. */
export function firstWorkday(stated: StatedDays, from: EpochDay): EpochDay {
  if (stated.daysOff.size === 7) return from;
  let day = afterAbsence(stated, from);
  while (stated.daysOff.has(isoWeekday(day))) day = afterAbsence(stated, day + 1);
  return day;
}

/** The same days have the same text; empty when nothing is stated. */
export function statedText({ daysOff, absences }: StatedDays): string {
  if (daysOff.size === 0 && absences.length === 0) return "";
  const away = absences.map(({ from, to }) => `${from}-${to}`).join(",");
  return `off=${[...daysOff].sort().join("")};away=${away}`;
}
