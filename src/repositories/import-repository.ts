import { sql } from "kysely";
import type { DatabaseKind, Executor } from "../db/database.ts";
import { inTransaction, noteWrite } from "../db/own-writes.ts";
import type { ImportCounts, ImportRecord, ImportRun } from "../domain/import-run.ts";
import type { NewSession } from "../domain/session.ts";
import { type ImportRow, importColumns, toImportRecord } from "./import-record-row.ts";
import { sessionRepository } from "./session-repository.ts";
import { SESSION_ID } from "./session-select.ts";
import { sessionSql } from "./session-sql.ts";
import { type ZoneOf, zonesNow } from "./zones-of.ts";

export interface ImportRepository {
  /**
   * Stores the sessions of an import and updates its count, in one transaction.
   * @returns the new ids; an existing session with the same id, of any user, stays unchanged
   */
  insert(
    run: ImportRun,
    sessions: readonly NewSession[],
    nowMs: number,
  ): Promise<ReadonlySet<string>>;
  /** Records the counts of the whole file. Does nothing for an import that stored nothing. */
  finish(id: string, counts: ImportCounts, nowMs: number): Promise<void>;
  /** Imports newest first, following the import `after`. */
  list(
    userId: string,
    page: { readonly after: string | undefined; readonly limit: number },
  ): Promise<ImportRecord[]>;
  /** The users of an import's sessions, sorted. */
  listUsers(id: string): Promise<string[]>;
  /**
   * Removes the user's sessions and check-ins that the import added and that are unchanged since. Idempotent. On SQLite it
   * works in steps, between which other statements run; a repetition completes an interrupted undo.
   * @returns the updated import, or nothing when the user has no such import
   */
  undo(userId: string, id: string, nowMs: number): Promise<ImportRecord | undefined>;
  /** Whether the user has this import. */
  has(userId: string, id: string): Promise<boolean>;
  /** Deletes the records of all imports of a user; their sessions stay. */
  erase(userId: string): Promise<void>;
}

export function importRepository(
  executor: Executor,
  kind: DatabaseKind,
  zoneOf: ZoneOf,
): ImportRepository {
  const dialect = sessionSql(kind);
  const columns = importColumns(kind);
  const isOf = (userId: string, id: string) =>
    sql`import_id = ${dialect.id(id)} and user_id = ${userId}`;

  async function find(tx: Executor, userId: string, id: string) {
    const { rows } = await sql<ImportRow>`
      select ${columns} from imports where user_id = ${userId} and id = ${dialect.id(id)}`.execute(
      tx,
    );
    return rows[0] && toImportRecord(rows[0]);
  }

  /** Removes one batch of the import's sessions. Returns their number. */
  async function removeSome(tx: Executor, userId: string, id: string): Promise<number> {
    const { numAffectedRows } = await dialect
      .deleteSome(sql`${isOf(userId, id)} and updated_at = created_at`)
      .execute(tx);
    const removed = Number(numAffectedRows ?? 0n);
    if (removed === 0) return 0;
    await sql`update imports set removed = removed + ${removed}
      where user_id = ${userId} and id = ${dialect.id(id)}`.execute(tx);
    noteWrite(tx, userId);
    return removed;
  }

  async function removeCheckins(tx: Executor, userId: string, id: string): Promise<void> {
    const { numAffectedRows } = await sql`delete from wellness_checkins
      where ${isOf(userId, id)} and updated_at = created_at`.execute(tx);
    const removed = Number(numAffectedRows ?? 0n);
    if (removed === 0) return;
    await sql`update imports set checkins_removed = checkins_removed + ${removed}
      where user_id = ${userId} and id = ${dialect.id(id)}`.execute(tx);
    noteWrite(tx, userId);
  }

  return {
    has: async (userId, id) =>
      SESSION_ID.test(id) && (await find(executor, userId, id)) !== undefined,

    async insert(run, sessions, nowMs) {
      const userIds = sessions.map(({ userId }) => userId);
      const zones = await zonesNow(userIds, zoneOf);
      return inTransaction(executor, async (tx) => {
        const stored = sessionRepository(tx, kind, zones);
        const inserted = await stored.insert(sessions, nowMs, run.id);
        const fresh = sessions.filter(({ id }) => inserted.has(id));
        for (const [userId, ofUser] of Map.groupBy(fresh, (session) => session.userId)) {
          await countAdded(tx, run, userId, { sessions: ofUser.length, checkins: 0 });
        }
        return inserted;
      });
    },

    async finish(id, { rows, unchanged, conflicts, rejected }, nowMs) {
      await sql`
        update imports set finished_at_ms = ${Math.floor(nowMs)}, row_count = ${rows},
          unchanged = ${unchanged}, conflicts = ${conflicts}, rejected = ${rejected}
        where id = ${dialect.id(id)}`.execute(executor);
    },

    async list(userId, { after, limit }) {
      const behind =
        after === undefined
          ? sql``
          : sql`and (started_at_ms, id) < (
              select started_at_ms, id from imports
              where user_id = ${userId} and id = ${dialect.id(after)})`;
      const { rows } = await sql<ImportRow>`
        select ${columns} from imports where user_id = ${userId} ${behind}
        order by started_at_ms desc, id desc limit ${limit}`.execute(executor);
      return rows.map(toImportRecord);
    },

    async listUsers(id) {
      const { rows } = await sql<{ user_id: string }>`
        select user_id from imports where id = ${dialect.id(id)}`.execute(executor);
      return rows.map((row) => row.user_id).toSorted();
    },

    async undo(userId, id, nowMs) {
      const found = await find(executor, userId, id);
      if (found === undefined || found.undoneAtMs !== null) return found;
      const step = (tx: Executor) => removeSome(tx, userId, id);
      while ((await inTransaction(executor, step)) > 0) {}
      await inTransaction(executor, (tx) => removeCheckins(tx, userId, id));
      await sql`
        update imports set undone_at_ms = ${Math.floor(nowMs)},
          kept = (select count(*) from sessions where ${isOf(userId, id)}),
          checkins_kept = (select count(*) from wellness_checkins where ${isOf(userId, id)})
        where user_id = ${userId} and id = ${dialect.id(id)} and undone_at_ms is null`.execute(
        executor,
      );
      return find(executor, userId, id);
    },

    async erase(userId) {
      await sql`delete from imports where user_id = ${userId}`.execute(executor);
    },
  };
}

/** Counts the rows that an import added. An import that continues after its undo is no longer undone. */
export async function countAdded(
  tx: Executor,
  run: ImportRun,
  userId: string,
  { sessions, checkins }: { readonly sessions: number; readonly checkins: number },
): Promise<void> {
  const { id, startedAtMs, format, fileName } = run;
  await tx
    .insertInto("imports")
    .values({
      ...{ id, user_id: userId, started_at_ms: Math.floor(startedAtMs), format },
      ...{ file_name: fileName, imported: sessions, checkins_imported: checkins },
    })
    .onConflict((row) =>
      row.columns(["user_id", "id"]).doUpdateSet({
        imported: sql<number>`imports.imported + excluded.imported`,
        checkins_imported: sql<number>`imports.checkins_imported + excluded.checkins_imported`,
        undone_at_ms: null,
        ...{ kept: 0, checkins_kept: 0 },
      }),
    )
    .execute();
}
