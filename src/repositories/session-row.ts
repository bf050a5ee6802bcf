import type { NewSession, Session } from "../domain/session.ts";
import { formatDay, MS_PER_DAY } from "../time/calendar.ts";
import type { Zone } from "../time/zone.ts";
import { formatWallTime, parseStoredDay, parseWallTime } from "./wall-clock.ts";

/** The time columns of a session, the same from both databases. */
export interface TimeColumns {
  /** Local date, `YYYY-MM-DD`, of the end. */
  readonly date: string;
  /** Local time, `HH:MM:SS[.f]`, of the end. */
  readonly time: string;
  /** Offset of that wall clock; null in rows that the web app wrote. */
  readonly utc_offset_seconds: number | null;
  readonly duration_minutes: number;
  readonly duration_seconds: number | null;
}

/** A row of `sessions` with the columns of `sessionColumns`. */
export interface SessionRow extends TimeColumns {
  readonly id: string;
  readonly user_id: string;
  readonly preset: string;
  readonly category: string;
  readonly task: string | null;
  /** 0 or 1. */
  readonly completed: number;
  readonly rating: number | null;
  readonly notes: string | null;
  readonly created_at_ms: number | null;
  readonly updated_at_ms: number | null;
}

export function toSession(row: SessionRow, zone: Zone): Session {
  const endedAtMs = endOf(row, zone);
  const durationSeconds = durationSecondsOf(row);
  return {
    id: row.id,
    userId: row.user_id,
    startedAtMs: endedAtMs - durationSeconds * 1000,
    endedAtMs,
    durationSeconds,
    preset: row.preset,
    category: row.category,
    task: row.task,
    rating: row.rating,
    completed: row.completed === 1,
    notes: row.notes,
    // The web app may leave these columns null. Such a row was not written before the session's end.
    createdAtMs: row.created_at_ms ?? endedAtMs,
    updatedAtMs: row.updated_at_ms ?? row.created_at_ms ?? endedAtMs,
  };
}

/**
 * The instant at which a session ended. With an offset it is exact, also in the hour that clocks repeat in autumn. A row
 * without one is read in the user's zone: an ambiguous time is the earlier instant, and a time that clocks skipped in
 * spring is the instant one hour later.
 */
export function endOf(row: TimeColumns, zone: Zone): number {
  const day = parseStoredDay(row.date);
  const msOfDay = parseWallTime(row.time);
  return row.utc_offset_seconds === null
    ? zone.instantOf(day, msOfDay)
    : day * MS_PER_DAY + msOfDay - row.utc_offset_seconds * 1000;
}

/**
 * Seconds worked, at least 1. `duration_seconds` is used only while it agrees with `duration_minutes`, the column that
 * other programs change.
 */
export function durationSecondsOf(row: TimeColumns): number {
  const seconds = row.duration_seconds;
  if (seconds !== null && seconds > 0 && minutesOf(seconds) === row.duration_minutes)
    return seconds;
  return Math.max(1, row.duration_minutes * 60);
}

function minutesOf(seconds: number): number {
  return Math.max(1, Math.round(seconds / 60));
}

/**
 * The time columns of a session: its end on the wall clock of `zone`.
 * @throws RangeError unless the duration is a positive whole number of seconds, the start a whole millisecond, and the
 * end within the years 0001–9999
 */
export function toTimeColumns(
  session: Pick<NewSession, "startedAtMs" | "durationSeconds">,
  zone: Zone,
): TimeColumns & { readonly utc_offset_seconds: number; readonly duration_seconds: number } {
  const { startedAtMs, durationSeconds } = session;
  if (!Number.isSafeInteger(durationSeconds) || durationSeconds <= 0) {
    throw new RangeError(`A duration of ${durationSeconds} seconds cannot be stored.`);
  }
  const endedAtMs = startedAtMs + durationSeconds * 1000;
  if (!Number.isSafeInteger(startedAtMs) || endedAtMs < MIN_MS || endedAtMs > MAX_MS) {
    throw new RangeError(`A start of ${startedAtMs} ms since the epoch cannot be stored.`);
  }
  const local = zone.localAt(endedAtMs);
  return {
    date: formatDay(local.day),
    time: formatWallTime(local.msOfDay),
    utc_offset_seconds: local.offsetSeconds,
    duration_minutes: minutesOf(durationSeconds),
    duration_seconds: durationSeconds,
  };
}

/** The range of a date column without its first and last day, which time zones may shift. */
const MIN_MS = Date.parse("0001-01-02T00:00:00Z");
const MAX_MS = Date.parse("9999-12-30T00:00:00Z");
