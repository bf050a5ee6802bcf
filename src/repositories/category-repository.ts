import { sql } from "kysely";
import type { Executor } from "../db/database.ts";
import { noteWrite } from "../db/own-writes.ts";

/** The categories that sessions name, as they are stored: other programs may spell one in several ways. */
export interface CategoryRepository {
  /** Each once, in no order. */
  spellings(userId: string): Promise<string[]>;
  /**
   * Puts another category in the place of these, in some sessions: others get their turn before the next. Repeating it
   * until nothing is left completes it.
   * @param from without `to`
   * @returns how many were changed
   */
  renameSome(userId: string, from: readonly string[], to: string): Promise<number>;
}

/** A statement that takes some tens of milliseconds. */
const SOME = 2000;

export function categoryRepository(executor: Executor): CategoryRepository {
  return {
    async spellings(userId) {
      const { rows } = await sql<{ category: string }>`
        select distinct category from sessions where user_id = ${userId}`.execute(executor);
      return rows.map(({ category }) => category);
    },

    async renameSome(userId, from, to) {
      if (from.length === 0) return 0;
      try {
        const { numAffectedRows } = await sql`
          update sessions set category = ${to}
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
