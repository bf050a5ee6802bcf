import { formatWallTime, parseStoredDay, parseWallTime } from "../repositories/wall-clock.ts";
import type {
  ShiftedRow,
  ZonelessRow,
  ZoneShiftRepository,
} from "../repositories/zone-shift-repository.ts";
import { type EpochDay, formatDay } from "../time/calendar.ts";
import type { Zone } from "../time/zone.ts";
import { localInstant } from "./input/local-instant.ts";

export interface ZoneShiftRequest {
  readonly userId: string;
  /** The zone in which the sessions were written. */
  readonly from: Zone;
  /** The zone in which their dates and times should be written. */
  readonly to: Zone;
  /** Only sessions that ended before this day, by the stored date. */
  readonly before: EpochDay;
  /** Only counts; changes nothing. */
  readonly dryRun: boolean;
}

export interface ZoneShiftReport {
  /** Number of sessions without an offset, whose end was read in the zone `from`. */
  readonly found: number;
  /** Number of these that were changed. */
  readonly shifted: number;
  /** Number of sessions with an offset. Their instant is certain, so they are not changed. */
  readonly certain: number;
  /** The first sessions found, before and after: `2026-03-02 09:30:00`. */
  readonly examples: readonly { readonly from: string; readonly to: string }[];
}

/**
 * Corrects sessions that another program wrote in the wrong time zone. A corrected session has an offset, so it is
 * exact from then on and never corrected twice: a repeated run continues where the previous one stopped.
 */
export interface ZoneShift {
  run(request: ZoneShiftRequest): Promise<ZoneShiftReport>;
}

/** Sessions per transaction, so that other requests are not blocked for long. */
const BATCH = 500;
/** Number of examples in a report. */
const MAX_EXAMPLES = 5;
/** Longest usual delay between the end of a session and its storage by another program. */
const SOON_MS = 30 * 60_000;
/** Tolerance for the difference between that program's clock and the database's. */
const CLOCK_MS = 60_000;

/**
 * @param onShifted called after every run that changed something, so that the log explains why rows differ from a
 *   backup's
 */
export function createZoneShift(
  rows: ZoneShiftRepository,
  onShifted: (request: ZoneShiftRequest, report: ZoneShiftReport) => void,
): ZoneShift {
  return {
    async run(request) {
      const { userId, from, to, before, dryRun } = request;
      const certain = await rows.countCertain(userId, before);
      const examples: { from: string; to: string }[] = [];
      let found = 0;
      let shifted = 0;
      let last: ZonelessRow | undefined;
      for (;;) {
        const batch = await rows.list(userId, { before, last, limit: BATCH });
        last = batch.at(-1);
        if (last === undefined) break;
        const moved = batch.map((row) => shiftRow(row, from, to));
        found += moved.length;
        if (!dryRun) shifted += await rows.shift(userId, moved);
        const room = MAX_EXAMPLES - examples.length;
        examples.push(...moved.slice(0, room).map(exampleOf));
      }
      const report = { found, shifted, certain, examples };
      if (shifted > 0) onShifted(request, report);
      return report;
    },
  };
}

function exampleOf(row: ShiftedRow): { from: string; to: string } {
  return {
    from: `${row.date} ${row.time.slice(0, 8)}`,
    to: `${row.toDate} ${row.toTime.slice(0, 8)}`,
  };
}

function shiftRow(row: ZonelessRow, from: Zone, to: Zone): ShiftedRow {
  const endedAtMs = endOn(row, from);
  const { day, msOfDay, offsetSeconds } = to.localAt(endedAtMs);
  return {
    id: row.id,
    date: row.date,
    time: row.time,
    toDate: formatDay(day),
    toTime: formatWallTime(msOfDay),
    utcOffsetSeconds: offsetSeconds,
  };
}

/**
 * End of a session at an ambiguous local time: the reading after which the row was stored soon, otherwise the earlier
 * one.
 */
function endOn({ date, time, createdAtMs }: ZonelessRow, zone: Zone): number {
  const { epochMs, otherMs } = localInstant(parseStoredDay(date), parseWallTime(time), zone);
  if (otherMs === undefined || createdAtMs === null) return epochMs;
  const isSoon = (endMs: number) =>
    createdAtMs >= endMs - CLOCK_MS && createdAtMs <= endMs + SOON_MS;
  return isSoon(otherMs) && !isSoon(epochMs) ? otherMs : epochMs;
}
