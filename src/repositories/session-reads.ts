import { sql } from "kysely";
import type { Executor } from "../db/database.ts";
import type { Session } from "../domain/session.ts";
import type { EpochDay } from "../time/calendar.ts";
import type { Zone } from "../time/zone.ts";
import {
  type DayRange,
  fromDay,
  pageConditions,
  type SessionFilter,
  toDay,
} from "./session-conditions.ts";
import { decodeCursor, encodeCursor } from "./session-cursor.ts";
import { type SessionRow, toSession } from "./session-row.ts";
import { SESSION_ID, selectSessions } from "./session-select.ts";
import type { SessionSql } from "./session-sql.ts";
import { type LearningRow, streamLearningRows, streamSessions } from "./session-stream.ts";
import type { ZoneOf } from "./zones-of.ts";

export interface SessionPage {
  readonly sessions: Session[];
  /** The cursor of the next page; absent on the last page. */
  readonly nextCursor?: string;
}

export interface SessionLength {
  readonly tens: number;
  readonly sessions: number;
}

export interface SessionReads {
  find(userId: string, id: string): Promise<Session | undefined>;
  /** The import that added a session. */
  importOf(userId: string, id: string): Promise<string | undefined>;
  /** The existing ids among the given ones, of any user. */
  findTaken(ids: readonly string[]): Promise<ReadonlySet<string>>;
  /** The user's sessions with these ids, in no particular order. */
  findMany(userId: string, ids: readonly string[]): Promise<Session[]>;
  /**
   * A page, newest end first. Sessions that are written between two pages never cause another session to appear twice or
   * to be missed.
   * @throws InvalidCursorError
   */
  list(
    userId: string,
    filter: SessionFilter,
    page: { readonly cursor?: string; readonly limit: number },
  ): Promise<SessionPage>;
  /**
   * All sessions in chunks, oldest end first. Memory is constant for any history.
   * @param zone the zone of times without an offset; the user's own when absent
   */
  stream(userId: string, range: DayRange, zone?: Zone): AsyncIterable<readonly Session[]>;
  /** The same order with only the fields that models need, which is several times faster. */
  streamForLearning(
    userId: string,
    range: DayRange,
    zone?: Zone,
  ): AsyncIterable<readonly LearningRow[]>;
  /**
   * Users who have sessions, sorted.
   * @param limit maximal number of users; unlimited when absent
   */
  listUsers(limit?: number): Promise<string[]>;
  count(userId: string): Promise<number>;
  /** The number of completed sessions by their length in whole tens of minutes: 5 is 50 to 59. The shortest first. */
  lengths(userId: string, range: DayRange): Promise<readonly SessionLength[]>;
  /** Whether a session with a later date is stored. */
  hasAfter(userId: string, day: EpochDay): Promise<boolean>;
}

export function sessionReads(
  executor: Executor,
  dialect: SessionSql,
  zoneOf: ZoneOf,
): SessionReads {
  const sourceOf = async (userId: string, range: DayRange, zone: Zone | undefined) => ({
    ...{ executor, dialect, userId, range },
    zone: zone ?? (await zoneOf(userId)),
  });

  return {
    async find(userId, id) {
      if (!SESSION_ID.test(id)) return undefined;
      const zone = await zoneOf(userId);
      return (
        await selectSessions({ executor, dialect }, userId, zone, sql`id = ${dialect.id(id)}`)
      )[0];
    },

    async importOf(userId, id) {
      if (!SESSION_ID.test(id)) return undefined;
      const { rows } = await sql<{ import_id: string | null }>`
        select cast(import_id as text) as import_id from sessions
        where user_id = ${userId} and id = ${dialect.id(id)}`.execute(executor);
      return rows[0]?.import_id ?? undefined;
    },

    async findTaken(ids) {
      const valid = ids.filter((id) => SESSION_ID.test(id));
      if (valid.length === 0) return new Set();
      const { rows } = await sql<{ id: string }>`
        select ${dialect.idText} as id from sessions where ${dialect.idIn(valid)}`.execute(
        executor,
      );
      return new Set(rows.map((row) => row.id));
    },

    async findMany(userId, ids) {
      const valid = ids.filter((id) => SESSION_ID.test(id));
      if (valid.length === 0) return [];
      // An expression on user_id keeps both planners from reading all of the user's rows instead of looking up the ids,
      // which took 160 ms with a million rows for any number of ids.
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

    async *stream(userId, range, zone) {
      yield* streamSessions(await sourceOf(userId, range, zone));
    },
    async *streamForLearning(userId, range, zone) {
      yield* streamLearningRows(await sourceOf(userId, range, zone));
    },

    listUsers: (limit) => listUsers(executor, limit),

    async hasAfter(userId, day) {
      const { rows } = await sql`
        select 1 from sessions where user_id = ${userId} and ${fromDay(dialect, day + 1)}
        limit 1`.execute(executor);
      return rows.length > 0;
    },

    async lengths(userId, range) {
      const { rows } = await sql<SessionLength>`
        select duration_minutes / 10 as tens, cast(count(*) as integer) as sessions
        from sessions
        where user_id = ${userId} and completed = ${dialect.flag(true)}
          and ${fromDay(dialect, range.fromDay)} and ${toDay(dialect, range.toDay)}
        group by duration_minutes / 10 order by 1`.execute(executor);
      return rows;
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

async function listUsers(executor: Executor, limit: number | undefined): Promise<string[]> {
  // A loose index scan: one step in sessions_user_order per user. DISTINCT would read the entry of every row.
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
}
