import { type EpochDay, MS_PER_DAY } from "../../time/calendar.ts";
import type { Zone } from "../../time/zone.ts";

/** What the clock did at a local time: `gap` – it was put forward past it; `overlap` – it was put back, so it was twice. */
export type ClockChange = "gap" | "overlap";

/** The instants that a written time can mean. */
export interface InstantReading {
  /** In an overlap the earlier one; in a gap the one that the clock would have shown without the change. */
  readonly epochMs: number;
  /** The other reading, where the clock was changed: by the offset after the change. */
  readonly otherMs: number | undefined;
  readonly clockChange: ClockChange | undefined;
}

/** The instants of a local time, and whether a change of the clock has to be decided about. */
export function localInstant(day: EpochDay, msOfDay: number, zone: Zone): InstantReading {
  const epochMs = zone.instantOf(day, msOfDay);
  const wallMs = day * MS_PER_DAY + msOfDay;
  // No zone is a day away from UTC, so this is the offset after any change near this time.
  const laterOffset = zone.offsetSecondsAt(wallMs + MS_PER_DAY);
  const later = wallMs - laterOffset * 1000;
  if (epochMs + zone.offsetSecondsAt(epochMs) * 1000 !== wallMs) {
    return { epochMs, otherMs: later, clockChange: "gap" };
  }
  const isTwice = later !== epochMs && zone.offsetSecondsAt(later) === laterOffset;
  if (!isTwice) return { epochMs, otherMs: undefined, clockChange: undefined };
  return { epochMs, otherMs: later, clockChange: "overlap" };
}

/** The reading of an instant that is written with its offset. */
export function certainInstant(epochMs: number): InstantReading {
  return { epochMs, otherMs: undefined, clockChange: undefined };
}
