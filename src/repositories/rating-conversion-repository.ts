import { sql } from "kysely";
import type { DatabaseKind, Executor } from "../db/database.ts";
import { noteWrite } from "../db/own-writes.ts";
import { type EpochDay, formatDay } from "../time/calendar.ts";
import { sessionSql } from "./session-sql.ts";

/** The numbers of rated sessions before a day, by the possible scale of their ratings. */
export interface OldRatings {
  /** Ratings from 1 to 5. */
  readonly convertible: number;
  /** Ratings above 5, which a scale up to 5 does not have. */
  readonly larger: number;
}

/** Ratings on a scale from 1 to 5, before the day on which the scale became 0 to 100. */
export interface RatingConversionRepository {
  count(userId: string, before: EpochDay): Promise<OldRatings>;
  /**
   * Multiplies ratings from 1 to 5 by 20, in one statement. It is idempotent, because no rating from 1 to 5 remains.
   *
   * @returns the number of converted ratings
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
