import { sql } from "kysely";
import type { DatabaseKind, Executor } from "../db/database.ts";
import { noteWrite } from "../db/own-writes.ts";
import { type EpochDay, formatDay } from "../time/calendar.ts";
import { sessionSql } from "./session-sql.ts";

/** The rated sessions before a day, by what their ratings can have meant. */
export interface OldRatings {
  /** From 1 to 5. */
  readonly convertible: number;
  /** Above 5: they were not given on a scale that ends there. */
  readonly larger: number;
}

/** Ratings that were given on a scale from 1 to 5, before a day on which it became 0 to 100. */
export interface RatingConversionRepository {
  count(userId: string, before: EpochDay): Promise<OldRatings>;
  /**
   * Multiplies ratings from 1 to 5 by 20, in one statement. Nothing that it leaves is from 1 to 5, so doing it
   * again changes nothing.
   *
   * @returns how many were converted
   */
  convert(userId: string, before: EpochDay): Promise<number>;
}

export function ratingConversionRepository(
  executor: Executor,
  kind: DatabaseKind,
): RatingConversionRepository {
  const dialect = sessionSql(kind);
  const isOld = (userId: string, before: EpochDay) =>
    sql`user_id = ${userId} and date < ${dialect.date(formatDay(before))}`;

  return {
    async count(userId, before) {
      const { rows } = await sql<OldRatings>`
        select
          cast(count(case when productivity_rating between 1 and 5 then 1 end) as integer) as convertible,
          cast(count(case when productivity_rating > 5 then 1 end) as integer) as larger
        from sessions where ${isOld(userId, before)}`.execute(executor);
      return rows[0] ?? { convertible: 0, larger: 0 };
    },

    async convert(userId, before) {
      try {
        const { numAffectedRows } = await sql`
          update sessions set productivity_rating = productivity_rating * 20
          where ${isOld(userId, before)} and productivity_rating between 1 and 5`.execute(executor);
        return Number(numAffectedRows ?? 0n);
      } finally {
        noteWrite(executor, userId);
      }
    },
  };
}
