import { RRuleTemporal } from "rrule-temporal";
import { MS_PER_DAY } from "../../../time/calendar.ts";
import type { RowFault } from "../formats/row-reading.ts";
import type { CalendarEvent } from "./calendar-event.ts";
import { type CalendarTime, momentOf, wallDay } from "./calendar-time.ts";
import { OWN_ZONE, ruleInLocalTime } from "./own-zone.ts";

/** Maximum number of occurrences of one event: enough for a daily one over seventy years. */
export const MAX_OCCURRENCES_OF_ONE = 25_000;

export interface Occurrence {
  /** Milliseconds since 1970; a floating time is treated as UTC. */
  readonly startMs: number;
  readonly isExcluded: boolean;
}

/**
 * Occurrences of a recurring event up to now, also for rules without an end.
 * @returns the reason when they cannot be computed
 */
export function occurrencesOf(event: CalendarEvent, nowMs: number): Occurrence[] | RowFault {
  const starts = new Set(event.further.map(momentOf));
  if (event.rule === undefined) starts.add(event.startMs);
  else {
    const found = follow(event.rule, event.start, nowMs);
    if (typeof found === "string") return found;
    for (const startMs of found) starts.add(startMs);
  }
  const days = new Set(event.excluded.filter(({ isDay }) => isDay).map(wallDay));
  const moments = new Set(event.excluded.filter(({ isDay }) => !isDay).map(momentOf));
  const { zone } = event.start;
  const dayOf = (ms: number) =>
    new Date(ms + (zone?.offsetSecondsAt(ms) ?? 0) * 1000).toISOString().slice(0, 10);
  return [...starts]
    .filter((startMs) => startMs <= nowMs)
    .toSorted((one, other) => one - other)
    .map((startMs) => ({
      startMs,
      isExcluded: moments.has(startMs) || (days.size > 0 && days.has(dayOf(startMs))),
    }));
}

function follow(rule: string, { wall, zone }: CalendarTime, nowMs: number): number[] | RowFault {
  const start = wall.replaceAll(/[-:]/g, "");
  if (zone?.id !== OWN_ZONE) return instantsOf(rule, start, zone?.id ?? "UTC", nowMs);
  // The library knows no zone of a calendar's own, so the rule runs on local times.
  const local = ruleInLocalTime(rule, (utcMs) => zone.offsetSecondsAt(utcMs) * 1000);
  const found = instantsOf(local, start, "UTC", nowMs + MS_PER_DAY);
  if (typeof found === "string") return found;
  return found.map((wallMs) => {
    const day = Math.floor(wallMs / MS_PER_DAY);
    return zone.instantOf(day, wallMs - day * MS_PER_DAY);
  });
}

function instantsOf(
  rule: string,
  start: string,
  zoneId: string,
  untilMs: number,
): number[] | RowFault {
  try {
    const recurrence = new RRuleTemporal({
      rruleString: `DTSTART;TZID=${zoneId}:${start}\nRRULE:${rule}`,
      maxIterations: MAX_OCCURRENCES_OF_ONE,
      cache: false,
    });
    const found = recurrence.between(new Date(0), new Date(untilMs), true);
    return found.map(({ epochMilliseconds }) => epochMilliseconds);
  } catch (error) {
    const isEndless = error instanceof Error && /exceeded/i.test(error.message);
    return isEndless ? "too_many_occurrences" : "wrong_shape";
  }
}
