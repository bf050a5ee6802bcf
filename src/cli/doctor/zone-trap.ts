import type { Session } from "../../domain/session.ts";
import type { Zone } from "../../time/zone.ts";

/** The newest sessions that are looked at. */
export const EXAMINED_SESSIONS = 20;
/** Fewer could agree by chance. */
const MIN_SESSIONS = 3;
const HOUR_MS = 3_600_000;
/** Programs write a session within minutes of its end. */
const LATENESS_MS = 5 * 60_000;

/** Zones of many people, named before others with the same offset. */
const FREQUENT = [
  "UTC",
  "Europe/Prague",
  "Europe/London",
  "Europe/Athens",
  "America/New_York",
  "America/Chicago",
  "America/Denver",
  "America/Los_Angeles",
  "America/Sao_Paulo",
  "Asia/Tokyo",
  "Asia/Singapore",
  "Australia/Sydney",
];

export interface ZoneTrap {
  /** Whole hours by which ends, read in the configured zone, are later than when they were written; never 0. */
  readonly hours: number;
  readonly sessions: number;
  /** A zone in which all of them end when they were written. */
  readonly zone: string | undefined;
}

/**
 * Whether sessions were written on the wall clock of another zone than the configured one: then each ends the
 * same whole number of hours before or after the moment at which it was stored.
 */
export function findZoneTrap(newest: readonly Session[], zone: Zone): ZoneTrap | undefined {
  if (newest.length < MIN_SESSIONS) return undefined;
  const hours = newest.map(({ endedAtMs, createdAtMs }) => {
    const difference = endedAtMs - createdAtMs;
    const whole = Math.round(difference / HOUR_MS);
    return Math.abs(difference - whole * HOUR_MS) <= LATENESS_MS ? whole : Number.NaN;
  });
  const [first] = hours;
  if (first === undefined || first === 0 || hours.some((it) => it !== first)) return undefined;
  const fits = (id: string) =>
    newest.every(({ endedAtMs, createdAtMs }) => {
      const wallOffsetMs = zone.offsetSecondsAt(endedAtMs) * 1000 + first * HOUR_MS;
      return offsetMs(id, createdAtMs) === wallOffsetMs;
    });
  const found = FREQUENT.find(fits) ?? Intl.supportedValuesOf("timeZone").find(fits);
  return { hours: first, sessions: newest.length, zone: found };
}

function offsetMs(id: string, epochMs: number): number {
  const at = Temporal.Instant.fromEpochMilliseconds(epochMs).toZonedDateTimeISO(id);
  return at.offsetNanoseconds / 1e6;
}
