import { MS_PER_DAY } from "./calendar.ts";
import type { Zone } from "./zone.ts";

/**
 * Formats an instant as RFC 3339 in the local time of a zone. Milliseconds are written only when they are not 0. RFC
 * 3339 cannot express an offset with seconds (a few zones had one until 1972); such an instant is written in UTC.
 *
 * @example formatInstant(0, openZone("Europe/Prague")) // => "1970-01-01T01:00:00+01:00"
 */
export function formatInstant(epochMs: number, zone: Zone): string {
  const { day, msOfDay, offsetSeconds } = zone.localAt(epochMs);
  if (offsetSeconds % 60 !== 0) return `${wallClock(epochMs)}Z`;
  const minutes = Math.abs(offsetSeconds) / 60;
  const sign = offsetSeconds < 0 ? "-" : "+";
  const offset = `${sign}${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
  return wallClock(day * MS_PER_DAY + msOfDay) + offset;
}

function wallClock(ms: number): string {
  const text = new Date(ms).toISOString();
  return text.endsWith(".000Z") ? text.slice(0, -5) : text.slice(0, -1);
}

function pad(value: number): string {
  return String(value).padStart(2, "0");
}
