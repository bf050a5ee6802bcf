import type { Session } from "../domain/session.ts";
import type { SessionRepository } from "../repositories/session-repository.ts";
import type { Zone } from "../time/zone.ts";

/** The newest sessions that are looked at. */
const EXAMINED_SESSIONS = 20;
/** Fewer could agree by chance. */
const MIN_SESSIONS = 3;
/** This many of the newest decide where older ones say something else: the trap began lately. */
const MIN_RECENT_SESSIONS = 5;
const HOUR_MS = 3_600_000;
/** No two zones are further apart. */
const MAX_HOURS = 26;
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

/** Whether a person's newest sessions were written on the wall clock of another zone than the configured one. */
export async function examineZone(
  sessions: Pick<SessionRepository, "list">,
  userId: string,
  zone: Zone,
  nowMs: number,
): Promise<ZoneTrap | undefined> {
  const newest = await sessions.list(userId, {}, { limit: EXAMINED_SESSIONS });
  return findZoneTrap(newest.sessions, zone, nowMs);
}

/**
 * Whether sessions were written on the wall clock of another zone than the configured one: then each ends the
 * same whole number of hours before or after the moment at which it was stored. One that ends later than now settles
 * it alone, also where the program leaves that moment out.
 *
 * @param newest of one person, newest first
 */
export function findZoneTrap(
  newest: readonly Session[],
  zone: Zone,
  nowMs: number,
): ZoneTrap | undefined {
  const [first] = newest;
  if (first === undefined) return undefined;
  const isLater = first.endedAtMs > nowMs + LATENESS_MS;
  const isWithoutMoment = first.createdAtMs === first.endedAtMs;
  if (isLater && isWithoutMoment) {
    const hours = Math.ceil((first.endedAtMs - nowMs - LATENESS_MS) / HOUR_MS);
    // Further from now it is a wrong date.
    return hours > MAX_HOURS ? undefined : trapOf(hours, [nowMs], 1, zone);
  }
  const hours = hoursOff(first);
  if (Number.isNaN(hours) || hours === 0) return undefined;
  const other = newest.findIndex((session) => hoursOff(session) !== hours);
  const alike = other < 0 ? newest : newest.slice(0, other);
  const needed = isLater ? 1 : Math.max(MIN_SESSIONS, Math.min(newest.length, MIN_RECENT_SESSIONS));
  if (alike.length < needed) return undefined;
  const moments = alike.map(({ createdAtMs }) => createdAtMs);
  return trapOf(hours, moments, alike.length, zone);
}

/** Whole hours from when a session was stored to its end; NaN when it is not nearly a whole number. */
function hoursOff({ endedAtMs, createdAtMs }: Session): number {
  const difference = endedAtMs - createdAtMs;
  const whole = Math.round(difference / HOUR_MS);
  if (Math.abs(whole) > MAX_HOURS) return Number.NaN;
  return Math.abs(difference - whole * HOUR_MS) <= LATENESS_MS ? whole : Number.NaN;
}

function trapOf(hours: number, moments: readonly number[], sessions: number, zone: Zone): ZoneTrap {
  const fits = (id: string) =>
    moments.every(
      (ms) =>
        offsetMs(id, ms) === zone.offsetSecondsAt(ms + hours * HOUR_MS) * 1000 + hours * HOUR_MS,
    );
  const found = FREQUENT.find(fits) ?? Intl.supportedValuesOf("timeZone").find(fits);
  return { hours, sessions, zone: found };
}

function offsetMs(id: string, epochMs: number): number {
  const at = Temporal.Instant.fromEpochMilliseconds(epochMs).toZonedDateTimeISO(id);
  return at.offsetNanoseconds / 1e6;
}
