import { type EpochDay, MINUTES_PER_DAY, MS_PER_DAY } from "./calendar.ts";
import type { Zone } from "./zone.ts";

/**
 * How one person's days are cut: their zone, and the hour at which their day begins (0 = midnight;
 * 4 lets work until four in the morning belong to the evening before).
 */
export interface DayCut {
  readonly zone: Zone;
  /** 0–12. */
  readonly dayStartHour: number;
}

/** A moment as a person counts days. */
export interface DayMoment {
  /** The person's day: the calendar day on which it began. */
  readonly day: EpochDay;
  /** Minutes the wall clock has moved since the day began, 0 … 1439 (fractions kept). */
  readonly minute: number;
  /** The clock's hour, 0–23. */
  readonly wallHour: number;
}

/** The one place where an instant becomes a day. */
export function dayMomentAt(epochMs: number, cut: DayCut): DayMoment {
  const local = cut.zone.localAt(epochMs);
  const wallMinute = local.msOfDay / 60_000;
  const shifted = wallMinute - cut.dayStartHour * 60;
  return {
    day: shifted < 0 ? local.day - 1 : local.day,
    minute: shifted < 0 ? shifted + MINUTES_PER_DAY : shifted,
    wallHour: Math.floor(wallMinute / 60),
  };
}

/** The instant at which a person's day begins. */
export function startOfDay(day: EpochDay, cut: DayCut): number {
  return cut.zone.instantOf(day, cut.dayStartHour * 3_600_000);
}

/** Whether a zone ever had a date: one that crossed the date line westwards left a whole day out. */
export function hasDay(day: EpochDay, zone: Zone): boolean {
  return [MS_PER_DAY - 1, MS_PER_DAY / 2, 0].some(
    (msOfDay) => zone.localAt(zone.instantOf(day, msOfDay)).day === day,
  );
}
