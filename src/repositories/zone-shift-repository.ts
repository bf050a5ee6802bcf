import { sql } from "kysely";
import type { DatabaseKind, Executor } from "../db/database.ts";
import { inTransaction, noteWrite } from "../db/own-writes.ts";
import { type EpochDay, formatDay } from "../time/calendar.ts";
import { sessionSql } from "./session-sql.ts";

/** A session whose end has no UTC offset, as other programs write it. */
export interface ZonelessRow {
  readonly id: string;
  /** The stored date, YYYY-MM-DD. */
  readonly date: string;
  /** The stored time in a form that `parseWallTime` reads. */
  readonly time: string;
  /** The time of the insertion, if the program recorded it. */
  readonly createdAtMs: number | null;
}

/** The new date and time of such a row. */
export interface ShiftedRow extends Omit<ZonelessRow, "createdAtMs"> {
  readonly toDate: string;
  readonly toTime: string;
  readonly utcOffsetSeconds: number;
}

export interface ZoneShiftRepository {
  /** At most `limit` rows without an offset, oldest first, after `last` and on days before `before`. */
  list(
    userId: string,
    range: {
      readonly before: EpochDay;
      readonly last: ZonelessRow | undefined;
      readonly limit: number;
    },
  ): Promise<ZonelessRow[]>;
  /** The number of sessions before that day with an offset, whose instant is certain. */
  countCertain(userId: string, before: EpochDay): Promise<number>;
  /**
   * Writes rows in one transaction, except those that have been changed or given an offset meanwhile.
   * @returns the number of written rows
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
