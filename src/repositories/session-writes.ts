import { sql } from "kysely";
import type { DatabaseKind, Executor } from "../db/database.ts";
import { inTransaction, noteWrite } from "../db/own-writes.ts";
import type { NewSession, Session, SessionChange } from "../domain/session.ts";
import type { Zone } from "../time/zone.ts";
import { assignments } from "./session-assignments.ts";
import { SESSION_ID, selectSessions } from "./session-select.ts";
import { sessionSql } from "./session-sql.ts";
import { type ZoneOf, zonesNow } from "./zones-of.ts";

export interface SessionWrites {
  /**
   * Stores sessions in one statement: all of them or, when it throws, none.
   * @param importId the import that adds them
   * @returns the new ids; an existing session with the same id, of any user, stays unchanged
   * @throws RangeError when a duration is not a positive whole number of seconds
   */
  insert(
    sessions: readonly NewSession[],
    nowMs: number,
    importId?: string,
  ): Promise<ReadonlySet<string>>;
  /**
   * Changes the given members and returns the session, or nothing when there is none. `updatedAtMs` becomes `nowMs`, or its
   * old value plus one if that is later. On a database of the web app, the app's trigger sets the database's time.
   */
  update(
    userId: string,
    id: string,
    change: SessionChange,
    nowMs: number,
  ): Promise<Session | undefined>;
  /** Deletes a session. Returns whether it existed. */
  delete(userId: string, id: string): Promise<boolean>;
  /**
   * Deletes all sessions of a user. Returns their number. On SQLite it works in steps, between which other statements run;
   * a repetition completes an interrupted deletion.
   */
  deleteAll(userId: string): Promise<number>;
}

export function sessionWrites(
  executor: Executor,
  kind: DatabaseKind,
  zoneOf: ZoneOf,
): SessionWrites {
  const dialect = sessionSql(kind);

  async function change(
    tx: Executor,
    userId: string,
    zone: Zone,
    id: string,
    change: SessionChange,
    nowMs: number,
  ): Promise<Session | undefined> {
    const isIt = sql`id = ${dialect.id(id)}`;
    const [before] = await selectSessions(
      { executor: tx, dialect },
      userId,
      zone,
      isIt,
      dialect.forUpdate,
    );
    if (before === undefined) return undefined;
    const set = assignments(dialect, before, change, zone, nowMs);
    await sql`update sessions set ${sql.join(set)}
      where user_id = ${userId} and id = ${dialect.id(id)}`.execute(tx);
    noteWrite(tx, userId);
    return (await selectSessions({ executor: tx, dialect }, userId, zone, isIt))[0];
  }

  return {
    async insert(sessions, nowMs, importId) {
      if (sessions.length === 0) return new Set();
      const userIds = new Set(sessions.map((session) => session.userId));
      const zones = await zonesNow(userIds, zoneOf);
      const { rows } = await dialect
        .insert(sessions, zones, nowMs, importId ?? null)
        .execute(executor);
      for (const userId of userIds) noteWrite(executor, userId);
      return new Set(rows.map((row) => row.id));
    },

    async update(userId, id, changes, nowMs) {
      if (!SESSION_ID.test(id)) return undefined;
      const zone = await zoneOf(userId);
      return inTransaction(executor, (tx) => change(tx, userId, zone, id, changes, nowMs));
    },

    async delete(userId, id) {
      if (!SESSION_ID.test(id)) return false;
      try {
        const { numAffectedRows } = await sql`
          delete from sessions where user_id = ${userId} and id = ${dialect.id(id)}`.execute(
          executor,
        );
        return numAffectedRows === 1n;
      } finally {
        noteWrite(executor, userId);
      }
    },

    async deleteAll(userId) {
      let deleted = 0;
      for (;;) {
        const { numAffectedRows } = await dialect
          .deleteSome(sql`user_id = ${userId}`)
          .execute(executor);
        noteWrite(executor, userId);
        deleted += Number(numAffectedRows ?? 0n);
        if (kind === "postgres" || numAffectedRows === 0n) return deleted;
      }
    },
  };
}
