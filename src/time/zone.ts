import { type EpochDay, MS_PER_DAY } from "./calendar.ts";

/** A moment on a wall clock: the calendar day and the milliseconds past midnight. */
export interface LocalMoment {
  readonly day: EpochDay;
  readonly msOfDay: number;
  readonly offsetSeconds: number;
}

/**
 * An IANA time zone. Offsets come from Temporal and are kept in a table of transitions, because one Temporal conversion
 * takes microseconds and a history can have millions of sessions.
 */
export interface Zone {
  readonly id: string;
  /** Seconds to add to UTC to get local time at this instant. */
  offsetSecondsAt(epochMs: number): number;
  /** Local time at this instant. */
  localAt(epochMs: number): LocalMoment;
  /**
   * The instant of a local time. In a gap the offset before the gap applies (the result shows a later time); in an
   * overlap the earlier instant is used. This is Temporal's "compatible" disambiguation.
   */
  instantOf(day: EpochDay, msOfDay: number): number;
}

/** A time without a change of the offset, in milliseconds since 1970: `from` inclusive, `until` exclusive. */
export interface Span {
  readonly from: number;
  readonly until: number;
  readonly offsetMs: number;
}

const openZones = new Map<string, Zone>();

/**
 * Opens a zone by its IANA name (`Europe/Prague`, `UTC`).
 * @throws RangeError when the runtime does not know the zone
 */
export function openZone(id: string): Zone {
  const known = openZones.get(id);
  if (known !== undefined) return known;
  const zone = createZone(id, (epochMs) => spanAt(id, epochMs));
  openZones.set(id, zone);
  return zone;
}

/** Makes a zone from its offsets. */
export function createZone(id: string, spanAt: (epochMs: number) => Span): Zone {
  // This table stays small: real histories contain a few dozen transitions.
  const spans: Span[] = [];
  let last = spanAt(0);

  function find(epochMs: number): Span {
    if (epochMs >= last.from && epochMs < last.until) return last;
    const found = spans.find((span) => epochMs >= span.from && epochMs < span.until);
    if (found !== undefined) {
      last = found;
      return found;
    }
    last = spanAt(epochMs);
    if (spans.length >= 512) spans.shift();
    spans.push(last);
    return last;
  }

  return {
    id,
    offsetSecondsAt: (epochMs) => find(epochMs).offsetMs / 1000,
    localAt(epochMs) {
      const { offsetMs } = find(epochMs);
      const wallMs = epochMs + offsetMs;
      const day = Math.floor(wallMs / MS_PER_DAY);
      return { day, msOfDay: wallMs - day * MS_PER_DAY, offsetSeconds: offsetMs / 1000 };
    },
    instantOf(day, msOfDay) {
      const wallMs = day * MS_PER_DAY + msOfDay;
      // No zone is more than a day from UTC, so these two offsets bracket the one that applies.
      const before = find(wallMs - MS_PER_DAY).offsetMs;
      const after = find(wallMs + MS_PER_DAY).offsetMs;
      const early = wallMs - before;
      if (find(early).offsetMs === before) return early;
      const late = wallMs - after;
      return find(late).offsetMs === after ? late : early;
    },
  };
}

function spanAt(id: string, epochMs: number): Span {
  const at = Temporal.Instant.fromEpochMilliseconds(Math.floor(epochMs)).toZonedDateTimeISO(id);
  // "previous" is strictly before its argument, so one nanosecond is added to include a transition at this instant.
  const previous = at.add({ nanoseconds: 1 }).getTimeZoneTransition("previous");
  const next = at.getTimeZoneTransition("next");
  return {
    from: previous === null ? Number.NEGATIVE_INFINITY : previous.epochMilliseconds,
    until: next === null ? Number.POSITIVE_INFINITY : next.epochMilliseconds,
    offsetMs: at.offsetNanoseconds / 1e6,
  };
}
