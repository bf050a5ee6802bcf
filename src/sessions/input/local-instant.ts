import { type EpochDay, MS_PER_DAY } from "../../time/calendar.ts";
import type { Zone } from "../../time/zone.ts";

/** Effect of a clock change on a local time: in a `gap` it was skipped; in an `overlap` it occurred twice. */
export type ClockChange = "gap" | "overlap";

/** The instants that a local time can denote. */
export interface InstantReading {
  /** In an overlap the earlier instant; in a gap the instant by the offset before the change. */
  readonly epochMs: number;
  /** The other possible instant at a clock change: by the offset after the change. */
  readonly otherMs: number | undefined;
  readonly clockChange: ClockChange | undefined;
}

/** Reads a local time as its possible instants. */
export function localInstant(day: EpochDay, msOfDay: number, zone: Zone): InstantReading {
  const epochMs = zone.instantOf(day, msOfDay);
  const wallMs = day * MS_PER_DAY + msOfDay;
  // No zone is more than a day from UTC, so this is the offset after any change near this time.
  const laterOffset = zone.offsetSecondsAt(wallMs + MS_PER_DAY);
  const later = wallMs - laterOffset * 1000;
  if (epochMs + zone.offsetSecondsAt(epochMs) * 1000 !== wallMs) {
    return { epochMs, otherMs: later, clockChange: "gap" };
  }
  const isTwice = later !== epochMs && zone.offsetSecondsAt(later) === laterOffset;
  if (!isTwice) return { epochMs, otherMs: undefined, clockChange: undefined };
  return { epochMs, otherMs: later, clockChange: "overlap" };
}

/** The reading of an instant with an explicit offset. */
export function certainInstant(epochMs: number): InstantReading {
  return { epochMs, otherMs: undefined, clockChange: undefined };
}
