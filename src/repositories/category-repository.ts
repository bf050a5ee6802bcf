import { sql } from "kysely";
import type { DatabaseKind, Executor } from "../db/database.ts";
import { noteWrite } from "../db/own-writes.ts";
import { sessionSql } from "./session-sql.ts";

/** The categories of sessions in their stored spelling. Other programs may spell one category in several ways. */
export interface CategoryRepository {
  /** All distinct spellings, unordered. */
  spellings(userId: string): Promise<string[]>;
  /**
   * Renames the category in one batch of sessions, so that other statements run in between. Repeat it until it returns 0.
   * @param names the spellings to replace, `from`, which do not include the new name, `to`
   * @returns the number of changed sessions
   */
  renameSome(
    userId: string,
    names: { readonly from: readonly string[]; readonly to: string },
    nowMs: number,
  ): Promise<number>;
}

/** Sessions per batch: a statement of this size takes some tens of milliseconds. */
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
