import { sql } from "kysely";
import type { DatabaseKind, Executor } from "../db/database.ts";
import { inTransaction, noteWrite } from "../db/own-writes.ts";
import { type EpochDay, formatDay } from "../time/calendar.ts";
import { sessionSql } from "./session-sql.ts";

/** A session whose end is known by a wall clock alone, as other programs than this service write it. */
export interface ZonelessRow {
  readonly id: string;
  /** As it is stored: YYYY-MM-DD, and a time that `parseWallTime` reads. */
  readonly date: string;
  readonly time: string;
  /** When it was stored, where the program says so. */
  readonly createdAtMs: number | null;
}

/** What such a row becomes. */
export interface ShiftedRow extends Omit<ZonelessRow, "createdAtMs"> {
  readonly toDate: string;
  readonly toTime: string;
  readonly utcOffsetSeconds: number;
}

export interface ZoneShiftRepository {
  /** Rows without an offset, oldest first, after `last` and on days before `before`; at most `limit`. */
  list(
    userId: string,
    range: {
      readonly before: EpochDay;
      readonly last: ZonelessRow | undefined;
      readonly limit: number;
    },
  ): Promise<ZonelessRow[]>;
  /** How many sessions before that day have an offset, so that their instant is certain. */
  countCertain(userId: string, before: EpochDay): Promise<number>;
  /**
   * Writes rows in one transaction. One that somebody has changed or given an offset meanwhile is left as it is.
   * @returns how many were written
   */
  shift(userId: string, rows: readonly ShiftedRow[]): Promise<number>;
}

export function zoneShiftRepository(executor: Executor, kind: DatabaseKind): ZoneShiftRepository {
  const dialect = sessionSql(kind);
  const created =
    kind === "sqlite"
      ? sql`cast(round(unixepoch(created_at, 'subsec') * 1000) as integer)`
      : sql`floor(extract(epoch from created_at) * 1000)::float8`;
  const columns =
    kind === "sqlite"
      ? sql`id, date, time`
      : sql`id::text as id, date::text as date, time::text as time`;

  return {
    async list(userId, { before, last, limit }) {
      const after =
        last === undefined
          ? sql``
          : sql`and (sessions.date, sessions.time, sessions.id) >
              (${dialect.date(last.date)}, ${dialect.time(last.time)}, ${dialect.id(last.id)})`;
      const { rows } = await sql<ZonelessRow>`
        select ${columns}, ${created} as "createdAtMs" from sessions
        where user_id = ${userId} and utc_offset_seconds is null
          and sessions.date < ${dialect.date(formatDay(before))} ${after}
        order by sessions.date, sessions.time, sessions.id
        limit ${limit}`.execute(executor);
      return rows;
    },

    async countCertain(userId, before) {
      const { rows } = await sql<{ count: number }>`
        select cast(count(*) as integer) as count from sessions
        where user_id = ${userId} and utc_offset_seconds is not null
          and date < ${dialect.date(formatDay(before))}`.execute(executor);
      return rows[0]?.count ?? 0;
    },

    shift: (userId, rows) =>
      inTransaction(executor, async (tx) => {
        let shifted = 0;
        for (const row of rows) {
          const { numAffectedRows } = await sql`
            update sessions set date = ${dialect.date(row.toDate)}, time = ${dialect.time(row.toTime)},
              utc_offset_seconds = ${row.utcOffsetSeconds}
            where id = ${dialect.id(row.id)} and user_id = ${userId} and utc_offset_seconds is null
              and date = ${dialect.date(row.date)} and time = ${dialect.time(row.time)}`.execute(
            tx,
          );
          shifted += Number(numAffectedRows ?? 0n);
        }
        noteWrite(tx, userId);
        return shifted;
      }),
  };
}
