import { type RawBuilder, sql } from "kysely";
import type { DatabaseKind, Executor } from "../db/database.ts";
import { inTransaction, noteWrite } from "../db/own-writes.ts";
import type { NewSession, Session, SessionChange } from "../domain/session.ts";
import type { Zone } from "../time/zone.ts";
import { assignments } from "./session-assignments.ts";
import { type DayRange, pageConditions, type SessionFilter } from "./session-conditions.ts";
import { decodeCursor, encodeCursor } from "./session-cursor.ts";
import { type SessionRow, toSession } from "./session-row.ts";
import { sessionSql } from "./session-sql.ts";
import { type LearningRow, streamLearningRows, streamSessions } from "./session-stream.ts";
import { type ZoneOf, zonesNow } from "./zones-of.ts";

export type { DayRange, SessionFilter } from "./session-conditions.ts";
export type { LearningRow } from "./session-stream.ts";

export interface SessionPage {
  readonly sessions: Session[];
  /** Where the next page begins; absent on the last page. */
  readonly nextCursor?: string;
}

export interface SessionRepository {
  /**
   * Stores sessions in one statement: all or, when it throws, none.
   * @param importId the import that adds them
   * @returns the ids that were new; a session whose id exists (of any user) is left as it is
   * @throws RangeError when a duration is not a whole number of seconds above 0
   */
  insert(
    sessions: readonly NewSession[],
    nowMs: number,
    importId?: string,
  ): Promise<ReadonlySet<string>>;
  find(userId: string, id: string): Promise<Session | undefined>;
  /** Those of the ids that exist, of any user. */
  findTaken(ids: readonly string[]): Promise<ReadonlySet<string>>;
  /** Those of the ids that exist, in no particular order. */
  findMany(userId: string, ids: readonly string[]): Promise<Session[]>;
  /**
   * A page, newest end first. Sessions written while somebody pages never make another one appear twice or
   * not at all.
   * @throws InvalidCursorError
   */
  list(
    userId: string,
    filter: SessionFilter,
    page: { readonly cursor?: string; readonly limit: number },
  ): Promise<SessionPage>;
  /**
   * Changes the given parts and returns the whole, or nothing when there is no such session.
   * `updatedAtMs` becomes `nowMs`, or one more than it was when that is later; on a database made by the web
   * app its trigger sets the database's time.
   */
  update(
    userId: string,
    id: string,
    change: SessionChange,
    nowMs: number,
  ): Promise<Session | undefined>;
  /** Whether there was such a session. */
  delete(userId: string, id: string): Promise<boolean>;
  /** How many were deleted. On SQLite in steps, between which others get their turn; repeating completes it. */
  deleteAll(userId: string): Promise<number>;
  /**
   * All sessions, oldest end first, in chunks: constant memory for any history.
   * @param zone in which times without an offset are read; the user's own when absent
   */
  stream(userId: string, range: DayRange, zone?: Zone): AsyncIterable<readonly Session[]>;
  /** The same order with the fields that models need, several times faster. */
  streamForLearning(
    userId: string,
    range: DayRange,
    zone?: Zone,
  ): AsyncIterable<readonly LearningRow[]>;
  /** Users who have sessions, sorted. */
  /** @param limit how many at most; all when absent */
  listUsers(limit?: number): Promise<string[]>;
  count(userId: string): Promise<number>;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Sessions of all users.
 * @param executor the database, or a transaction of it
 * @param zoneOf must not read the database when `executor` is a transaction
 */
export function sessionRepository(
  executor: Executor,
  kind: DatabaseKind,
  zoneOf: ZoneOf,
): SessionRepository {
  const dialect = sessionSql(kind);

  const sourceOf = async (userId: string, range: DayRange, zone: Zone | undefined) => ({
    ...{ executor, dialect, userId, range },
    zone: zone ?? (await zoneOf(userId)),
  });

  async function findWhere(
    tx: Executor,
    userId: string,
    zone: Zone,
    condition: RawBuilder<unknown>,
    suffix = sql``,
  ): Promise<Session[]> {
    const { rows } = await sql<SessionRow>`
      select ${dialect.columns} from sessions where user_id = ${userId} and ${condition} ${suffix}
    `.execute(tx);
    return rows.map((row) => toSession(row, zone));
  }

  async function change(
    tx: Executor,
    userId: string,
    zone: Zone,
    id: string,
    change: SessionChange,
    nowMs: number,
  ): Promise<Session | undefined> {
    const isIt = sql`id = ${dialect.id(id)}`;
    const [before] = await findWhere(tx, userId, zone, isIt, dialect.forUpdate);
    if (before === undefined) return undefined;
    const set = assignments(dialect, before, change, zone, nowMs);
    await sql`update sessions set ${sql.join(set)}
      where user_id = ${userId} and id = ${dialect.id(id)}`.execute(tx);
    noteWrite(tx, userId);
    return (await findWhere(tx, userId, zone, isIt))[0];
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

    async find(userId, id) {
      if (!UUID.test(id)) return undefined;
      const zone = await zoneOf(userId);
      return (await findWhere(executor, userId, zone, sql`id = ${dialect.id(id)}`))[0];
    },

    async findTaken(ids) {
      const valid = ids.filter((id) => UUID.test(id));
      if (valid.length === 0) return new Set();
      const { rows } = await sql<{ id: string }>`
        select ${dialect.idText} as id from sessions where ${dialect.idIn(valid)}`.execute(
        executor,
      );
      return new Set(rows.map((row) => row.id));
    },

    async findMany(userId, ids) {
      const valid = ids.filter((id) => UUID.test(id));
      if (valid.length === 0) return [];
      // As an expression, user_id cannot lead either planner to read all of the user's rows instead of
      // looking up the ids: with a million rows that took 160 ms for any number of ids.
      const { rows } = await sql<SessionRow>`
        select ${dialect.columns} from sessions
        where ${dialect.idIn(valid)} and user_id || '' = ${userId}`.execute(executor);
      const zone = await zoneOf(userId);
      return rows.map((row) => toSession(row, zone));
    },

    async list(userId, filter, { cursor, limit }) {
      const after = cursor === undefined ? undefined : decodeCursor(cursor);
      const conditions = pageConditions(dialect, filter, after);
      const { rows } = await sql<SessionRow>`
        select ${dialect.columns} from sessions
        where user_id = ${userId} and ${sql.join(conditions, sql` and `)}
        order by sessions.date desc, sessions.time desc, sessions.id desc
        limit ${limit + 1}`.execute(executor);
      const zone = await zoneOf(userId);
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      return {
        sessions: page.map((row) => toSession(row, zone)),
        ...(rows.length > limit && last !== undefined ? { nextCursor: encodeCursor(last) } : {}),
      };
    },

    async update(userId, id, changes, nowMs) {
      if (!UUID.test(id)) return undefined;
      const zone = await zoneOf(userId);
      return inTransaction(executor, (tx) => change(tx, userId, zone, id, changes, nowMs));
    },

    async delete(userId, id) {
      if (!UUID.test(id)) return false;
      const { numAffectedRows } = await sql`
        delete from sessions where user_id = ${userId} and id = ${dialect.id(id)}`.execute(
        executor,
      );
      noteWrite(executor, userId);
      return numAffectedRows === 1n;
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

    async *stream(userId, range, zone) {
      yield* streamSessions(await sourceOf(userId, range, zone));
    },
    async *streamForLearning(userId, range, zone) {
      yield* streamLearningRows(await sourceOf(userId, range, zone));
    },

    async listUsers(limit) {
      // One step in sessions_user_order per user: DISTINCT would read every row's entry.
      const { rows } = await sql<{ user_id: string }>`
        with recursive users (user_id) as (
          select min(user_id) from sessions
          union all
          select (select min(user_id) from sessions where user_id > users.user_id)
          from users where users.user_id is not null
        )
        select user_id from users where user_id is not null
        ${limit === undefined ? sql`` : sql`limit ${limit}`}`.execute(executor);
      return rows.map((row) => row.user_id).toSorted();
    },

    async count(userId) {
      const { rows } = await sql<{ count: number }>`
        select cast(count(*) as integer) as count from sessions where user_id = ${userId}`.execute(
        executor,
      );
      return rows[0]?.count ?? 0;
    },
  };
}
