import { sql } from "kysely";
import type { DatabaseKind, Executor } from "../db/database.ts";
import type { EpochDay } from "../time/calendar.ts";
import { parseStoredDay } from "./wall-clock.ts";

/** What a version counts: the tables that the triggers of the schema watch. */
export type ChangeKind = "session" | "wellness";

export interface VersionRepository {
  /** The user's version as committed; 0 when nobody has written for them. It never goes back. */
  read(userId: string): Promise<number>;
  /**
   * The earliest stored date of this kind written, changed or deleted after a version; nothing when nothing was.
   * A row moved to another date counts for both dates.
   */
  firstChangedDay(
    userId: string,
    afterVersion: number,
    kind: ChangeKind,
  ): Promise<EpochDay | undefined>;
}

export function versionRepository(executor: Executor, kind: DatabaseKind): VersionRepository {
  // PostgreSQL's bigint arrives as text; versions are milliseconds of the clock and fit a double.
  const version = kind === "sqlite" ? sql`version` : sql`version::float8`;
  // Infinite dates, which PostgreSQL can store, are no days; no repository reads such rows.
  const earliest =
    kind === "sqlite"
      ? sql`min(date)`
      : sql`(min(date) filter (where date between '0001-01-01' and '9999-12-31'))::text`;
  return {
    async read(userId) {
      const { rows } = await sql<{ version: number }>`
        select ${version} as version from user_versions where user_id = ${userId}`.execute(
        executor,
      );
      return rows[0]?.version ?? 0;
    },

    async firstChangedDay(userId, afterVersion, changeKind) {
      const { rows } = await sql<{ day: string | null }>`
        select ${earliest} as day from user_changes
        where user_id = ${userId} and version > ${afterVersion} and kind = ${changeKind}`.execute(
        executor,
      );
      const day = rows[0]?.day ?? null;
      return day === null ? undefined : parseStoredDay(day);
    },
  };
}
