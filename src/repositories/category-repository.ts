import { sql } from "kysely";
import type { DatabaseKind, Executor } from "../db/database.ts";
import { noteWrite } from "../db/own-writes.ts";
import { sessionSql } from "./session-sql.ts";

/** The categories that sessions name, as they are stored: other programs may spell one in several ways. */
export interface CategoryRepository {
  /** Each once, in no order. */
  spellings(userId: string): Promise<string[]>;
  /**
   * Puts another category in the place of these, in some sessions: others get their turn before the next. Repeating it
   * until nothing is left completes it.
   * @param names `from` without `to`
   * @returns how many were changed
   */
  renameSome(
    userId: string,
    names: { readonly from: readonly string[]; readonly to: string },
    nowMs: number,
  ): Promise<number>;
}

/** A statement that takes some tens of milliseconds. */
const SOME = 2000;

export function categoryRepository(executor: Executor, kind: DatabaseKind): CategoryRepository {
  const dialect = sessionSql(kind);
  return {
    async spellings(userId) {
      const { rows } = await sql<{ category: string }>`
        select distinct category from sessions where user_id = ${userId}`.execute(executor);
      return rows.map(({ category }) => category);
    },

    async renameSome(userId, { from, to }, nowMs) {
      if (from.length === 0) return 0;
      try {
        const { numAffectedRows } = await sql`
          update sessions set category = ${to}, updated_at = ${dialect.touched(nowMs)}
          where id in (
            select id from sessions
            where user_id = ${userId} and category in (${sql.join(from)}) limit ${sql.lit(SOME)})`.execute(
          executor,
        );
        return Number(numAffectedRows ?? 0n);
      } finally {
        noteWrite(executor, userId);
      }
    },
  };
}
