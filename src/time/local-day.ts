import { type EpochDay, MINUTES_PER_DAY, MS_PER_DAY } from "./calendar.ts";
import type { Zone } from "./zone.ts";

/**
 * How a person's time is divided into days: their zone, and the hour at which their day begins (0 = midnight; with 4,
 * work until four in the morning belongs to the evening before).
 */
export interface DayCut {
  readonly zone: Zone;
  /** 0–12. */
  readonly dayStartHour: number;
}

/** A moment in a person's own days. */
export interface DayMoment {
  /** The person's day, named after the calendar day on which it began. */
  readonly day: EpochDay;
  /** Minutes on the wall clock since the day began, 0 … 1439 (may be fractional). */
  readonly minute: number;
  /** Hour on the wall clock, 0–23. */
  readonly wallHour: number;
}

/** Converts an instant to a day. No other code does this. */
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

/** Whether a date exists in a zone. A zone that crossed the date line westwards skipped a whole day. */
export function hasDay(day: EpochDay, zone: Zone): boolean {
  return [MS_PER_DAY - 1, MS_PER_DAY / 2, 0].some(
    (msOfDay) => zone.localAt(zone.instantOf(day, msOfDay)).day === day,
  );
}
