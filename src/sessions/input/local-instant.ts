import { type EpochDay, MS_PER_DAY } from "../../time/calendar.ts";
import type { Zone } from "../../time/zone.ts";

/**
 * What the clock did at a local time: `gap` – it was put forward past it, so the time never was and is read
 * as it would show without the change; `overlap` – it was put back, so the time was twice and the earlier is meant.
 */
export type ClockChange = "gap" | "overlap";

export interface LocalInstant {
  readonly epochMs: number;
  readonly clockChange: ClockChange | undefined;
}

/** The instant of a local time, and whether a change of the clock had to be decided about. */
export function localInstant(day: EpochDay, msOfDay: number, zone: Zone): LocalInstant {
  const epochMs = zone.instantOf(day, msOfDay);
  const wallMs = day * MS_PER_DAY + msOfDay;
  if (epochMs + zone.offsetSecondsAt(epochMs) * 1000 !== wallMs) {
    return { epochMs, clockChange: "gap" };
  }
  // No zone is a day away from UTC, so this is the offset after any change near this time.
  const laterOffset = zone.offsetSecondsAt(wallMs + MS_PER_DAY);
  const later = wallMs - laterOffset * 1000;
  const isTwice = later !== epochMs && zone.offsetSecondsAt(later) === laterOffset;
  return { epochMs, clockChange: isTwice ? "overlap" : undefined };
}
