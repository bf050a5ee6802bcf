import { sql } from "kysely";
import type { DatabaseKind, Executor } from "../db/database.ts";
import type { EpochDay } from "../time/calendar.ts";
import { parseStoredDay } from "./wall-clock.ts";

/** The kinds of changes that raise a version: writes to the tables with triggers. */
export type ChangeKind = "session" | "wellness";

export interface VersionRepository {
  /** The user's committed version; 0 before the first write. It never decreases. */
  read(userId: string): Promise<number>;
  /**
   * The earliest date of a row of this kind that was inserted, changed or deleted after a version; nothing without one.
   * A row that moves to another date counts for both dates.
   */
  firstChangedDay(
    userId: string,
    afterVersion: number,
    kind: ChangeKind,
  ): Promise<EpochDay | undefined>;
}

export function versionRepository(executor: Executor, kind: DatabaseKind): VersionRepository {
  // The PostgreSQL driver returns bigint as text; versions are clock times in milliseconds and fit a double.
  const version = kind === "sqlite" ? sql`version` : sql`version::float8`;
  // PostgreSQL can store infinite dates, which are no days. No repository reads such rows.
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
