import type { Session } from "../domain/session.ts";
import type { SessionRepository } from "../repositories/session-repository.ts";
import type { Zone } from "../time/zone.ts";

/** Number of newest sessions that are examined. */
const EXAMINED_SESSIONS = 20;
/** Fewer sessions could agree by chance. */
const MIN_SESSIONS = 3;
/**
 * When sessions disagree, this many of the newest decide, because the other program's zone may have changed recently.
 */
const MIN_RECENT_SESSIONS = 5;
const HOUR_MS = 3_600_000;
/** Largest difference between two time zones. */
const MAX_HOURS = 26;
/** Longest usual delay between the end of a session and its storage by another program. */
const LATENESS_MS = 5 * 60_000;

/** Zones of many people, preferred over others with the same offset. */
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
  /**
   * Whole hours by which the ends of sessions, read in the configured zone, are after the times of storage; never 0.
   */
  readonly hours: number;
  readonly sessions: number;
  /** A zone in which all of them end at the times of storage. */
  readonly zone: string | undefined;
}

/** Detects whether a person's newest sessions were written in another time zone than the configured one. */
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
 * Detects sessions written in another time zone than the configured one: each ends the same whole number of hours
 * before or after it was stored. A session that ends in the future is sufficient by itself, even if the program does
 * not record the time of storage.
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
    // A larger distance from now is a wrong date rather than a zone.
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

/** Whole hours from the storage of a session to its end; NaN when it is not close to a whole number. */
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
