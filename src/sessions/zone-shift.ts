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
  /** The clock on which the sessions were written. */
  readonly from: Zone;
  /** The clock that their dates and times shall show. */
  readonly to: Zone;
  /** Sessions that ended on earlier days, by the date that is stored. */
  readonly before: EpochDay;
  /** Only count. */
  readonly dryRun: boolean;
}

export interface ZoneShiftReport {
  /** Sessions without an offset, whose end was read on the clock of `from`. */
  readonly found: number;
  /** Of these, what was written. */
  readonly shifted: number;
  /** Sessions with an offset: their instant is certain, they are left alone. */
  readonly certain: number;
  /** The first of those found, before and after: `2026-03-02 09:30:00`. */
  readonly examples: readonly { readonly from: string; readonly to: string }[];
}

/**
 * Mends sessions that another program wrote on the clock of the wrong zone. A mended session has an offset, so that it is
 * exact from then on and is never mended twice: running it again goes on where an earlier run was stopped.
 */
export interface ZoneShift {
  run(request: ZoneShiftRequest): Promise<ZoneShiftReport>;
}

/** Sessions of one transaction: others get their turn between. */
const BATCH = 500;
const MAX_EXAMPLES = 5;
/** Programs write a session soon after its end. */
const SOON_MS = 30 * 60_000;
/** Their clock and the database's may differ. */
const CLOCK_MS = 60_000;

/** @param onShifted is told of every run that changed something, so that the log can say why rows differ from a backup's */
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

/** Where the clock showed a time twice, the reading after which the row was stored soon; else the earlier one. */
function endOn({ date, time, createdAtMs }: ZonelessRow, zone: Zone): number {
  const { epochMs, otherMs } = localInstant(parseStoredDay(date), parseWallTime(time), zone);
  if (otherMs === undefined || createdAtMs === null) return epochMs;
  const isSoon = (endMs: number) =>
    createdAtMs >= endMs - CLOCK_MS && createdAtMs <= endMs + SOON_MS;
  return isSoon(otherMs) && !isSoon(epochMs) ? otherMs : epochMs;
}
