import { type RawBuilder, sql } from "kysely";
import type { DatabaseKind, Executor } from "../db/database.ts";
import { inTransaction, noteWrite } from "../db/own-writes.ts";
import type { NewSession, Session, SessionChange } from "../schemas/session.ts";
import { type EpochDay, formatDay } from "../time/calendar.ts";
import type { Zone } from "../time/zone.ts";
import { decodeCursor, encodeCursor, type SessionCursor } from "./session-cursor.ts";
import {
  durationSecondsOf,
  endOf,
  type SessionRow,
  type TimeColumns,
  toSession,
  toTimeColumns,
} from "./session-row.ts";
import { sessionSql } from "./session-sql.ts";

/** Which sessions to list; an absent member does not filter. */
export interface SessionFilter extends DayRange {
  readonly category?: string;
  readonly preset?: string;
  readonly completed?: boolean;
  /** Whether the session has a rating. */
  readonly rated?: boolean;
}

/**
 * Days inclusive on both sides. They are compared with the stored date, which is the local date of the
 * session's END in the zone it was logged in: a session from 23:40 to 00:30 is found under the later day.
 */
export interface DayRange {
  readonly fromDay?: EpochDay;
  readonly toDay?: EpochDay;
}

export interface SessionPage {
  readonly sessions: Session[];
  /** Where the next page begins; absent on the last page. */
  readonly nextCursor?: string;
}

/** The parts of a session that models learn from. */
export interface LearningRow {
  readonly id: string;
  readonly startedAtMs: number;
  readonly endedAtMs: number;
  readonly durationSeconds: number;
  readonly preset: string;
  readonly category: string;
  readonly rating: number | null;
  readonly completed: boolean;
}

export interface SessionRepository {
  /**
   * Stores sessions in one statement: all or, when it throws, none.
   * @returns the ids that were new; a session whose id exists (of any user) is left as it is
   * @throws RangeError when a duration is not a whole number of seconds above 0
   */
  insert(sessions: readonly NewSession[], nowMs: number): Promise<ReadonlySet<string>>;
  find(userId: string, id: string): Promise<Session | undefined>;
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
  /** How many were deleted. */
  deleteAll(userId: string): Promise<number>;
  /** All sessions, oldest end first, in chunks: constant memory for any history. */
  stream(userId: string, range: DayRange): AsyncIterable<readonly Session[]>;
  /** The same order with the fields that models need, several times faster. */
  streamForLearning(userId: string, range: DayRange): AsyncIterable<readonly LearningRow[]>;
  /** Users who have sessions, sorted. */
  listUsers(): Promise<string[]>;
  count(userId: string): Promise<number>;
}

const FIRST_DATE = "0001-01-01";
const LAST_DATE = "9999-12-31";

/** Rows per query of a stream: enough to make the query's own cost vanish, few enough to stay small. */
const STREAM_CHUNK = 1000;
const LEARNING_CHUNK = 4000;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Sessions of all users.
 * @param executor the database, or a transaction of it
 * @param zoneOf the zone whose wall clock the stored dates and times of a user show
 */
export function sessionRepository(
  executor: Executor,
  kind: DatabaseKind,
  zoneOf: (userId: string) => Zone,
): SessionRepository {
  const dialect = sessionSql(kind);

  async function findWhere(
    tx: Executor,
    userId: string,
    condition: RawBuilder<unknown>,
    suffix = sql``,
  ): Promise<Session[]> {
    const { rows } = await sql<SessionRow>`
      select ${dialect.columns} from sessions where user_id = ${userId} and ${condition} ${suffix}
    `.execute(tx);
    const zone = zoneOf(userId);
    return rows.map((row) => toSession(row, zone));
  }

  // The outer bounds keep out the infinite and antique dates that PostgreSQL can store.
  function from(day: EpochDay | undefined): RawBuilder<unknown> {
    return sql`date >= ${dialect.date(day === undefined ? FIRST_DATE : formatDay(day))}`;
  }

  function to(day: EpochDay | undefined): RawBuilder<unknown> {
    return sql`date <= ${dialect.date(day === undefined ? LAST_DATE : formatDay(day))}`;
  }

  function filterConditions(filter: SessionFilter): RawBuilder<unknown>[] {
    const conditions: RawBuilder<unknown>[] = [];
    if (filter.category !== undefined) conditions.push(sql`category = ${filter.category}`);
    if (filter.preset !== undefined) conditions.push(sql`preset = ${filter.preset}`);
    if (filter.completed !== undefined) {
      conditions.push(sql`completed = ${dialect.flag(filter.completed)}`);
    }
    if (filter.rated === true) conditions.push(sql`productivity_rating is not null`);
    if (filter.rated === false) conditions.push(sql`productivity_rating is null`);
    return conditions;
  }

  function position({ date, time, id }: SessionCursor): RawBuilder<unknown> {
    return sql`(${dialect.date(date)}, ${dialect.time(time)}, ${dialect.id(id)})`;
  }

  /** Index sessions_user_order gives the order; each query continues where the last one ended. */
  async function* chunks<Row extends TimeColumns & { readonly id: string }>(
    userId: string,
    range: DayRange,
    columns: RawBuilder<unknown>,
    size: number,
  ): AsyncGenerator<readonly Row[]> {
    let start = from(range.fromDay);
    for (;;) {
      const { rows } = await sql<Row>`
        select ${columns} from sessions
        where user_id = ${userId} and ${start} and ${to(range.toDay)}
        order by sessions.date, sessions.time, sessions.id
        limit ${sql.lit(size)}`.execute(executor);
      if (rows.length > 0) yield rows;
      const last = rows.at(-1);
      if (last === undefined || rows.length < size) return;
      // In place of the first bound, not beside it: SQLite would walk from the first day again.
      start = sql`(date, time, sessions.id) > ${position(last)}`;
    }
  }

  async function change(
    tx: Executor,
    userId: string,
    id: string,
    change: SessionChange,
    nowMs: number,
  ): Promise<Session | undefined> {
    const [before] = await findWhere(tx, userId, sql`id = ${dialect.id(id)}`, dialect.forUpdate);
    if (before === undefined) return undefined;
    const updatedAtMs = Math.max(nowMs, before.updatedAtMs + 1);
    const assignments = [sql`updated_at = ${dialect.instant(updatedAtMs)}`];
    if (change.preset !== undefined) assignments.push(sql`preset = ${change.preset}`);
    if (change.category !== undefined) assignments.push(sql`category = ${change.category}`);
    if (change.task !== undefined) assignments.push(sql`task = ${change.task}`);
    if (change.notes !== undefined) assignments.push(sql`notes = ${change.notes}`);
    if (change.rating !== undefined) {
      assignments.push(sql`productivity_rating = ${change.rating}`);
    }
    if (change.completed !== undefined) {
      assignments.push(sql`completed = ${dialect.flag(change.completed)}`);
    }
    if (change.startedAtMs !== undefined || change.durationSeconds !== undefined) {
      const at = toTimeColumns({ ...before, ...change }, zoneOf(userId));
      assignments.push(
        sql`date = ${dialect.date(at.date)}`,
        sql`time = ${dialect.time(at.time)}`,
        sql`utc_offset_seconds = ${at.utc_offset_seconds}`,
        sql`duration_minutes = ${at.duration_minutes}`,
        sql`duration_seconds = ${at.duration_seconds}`,
      );
    }
    await sql`update sessions set ${sql.join(assignments)}
      where user_id = ${userId} and id = ${dialect.id(id)}`.execute(tx);
    noteWrite(tx, userId);
    return (await findWhere(tx, userId, sql`id = ${dialect.id(id)}`))[0];
  }

  return {
    async insert(sessions, nowMs) {
      if (sessions.length === 0) return new Set();
      const { rows } = await dialect.insert(sessions, zoneOf, nowMs).execute(executor);
      for (const userId of new Set(sessions.map((session) => session.userId))) {
        noteWrite(executor, userId);
      }
      return new Set(rows.map((row) => row.id));
    },

    async find(userId, id) {
      if (!UUID.test(id)) return undefined;
      return (await findWhere(executor, userId, sql`id = ${dialect.id(id)}`))[0];
    },

    async findMany(userId, ids) {
      const valid = ids.filter((id) => UUID.test(id));
      if (valid.length === 0) return [];
      // As an expression, user_id cannot lead either planner to read all of the user's rows instead of
      // looking up the ids: with a million rows that took 160 ms for any number of ids.
      const { rows } = await sql<SessionRow>`
        select ${dialect.columns} from sessions
        where ${dialect.idIn(valid)} and user_id || '' = ${userId}`.execute(executor);
      const zone = zoneOf(userId);
      return rows.map((row) => toSession(row, zone));
    },

    async list(userId, filter, { cursor, limit }) {
      const conditions = filterConditions(filter);
      const after = cursor === undefined ? undefined : decodeCursor(cursor);
      const toDate = filter.toDay === undefined ? LAST_DATE : formatDay(filter.toDay);
      // One bound on each side, the tighter one: with two, SQLite walks from the wrong one.
      conditions.push(
        from(filter.fromDay),
        after === undefined || after.date > toDate
          ? to(filter.toDay)
          : sql`(date, time, sessions.id) < ${position(after)}`,
      );
      const { rows } = await sql<SessionRow>`
        select ${dialect.columns} from sessions
        where user_id = ${userId} and ${sql.join(conditions, sql` and `)}
        order by sessions.date desc, sessions.time desc, sessions.id desc
        limit ${limit + 1}`.execute(executor);
      const zone = zoneOf(userId);
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      return {
        sessions: page.map((row) => toSession(row, zone)),
        ...(rows.length > limit && last !== undefined ? { nextCursor: encodeCursor(last) } : {}),
      };
    },

    async update(userId, id, changes, nowMs) {
      if (!UUID.test(id)) return undefined;
      return inTransaction(executor, (tx) => change(tx, userId, id, changes, nowMs));
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
      const { numAffectedRows } = await sql`
        delete from sessions where user_id = ${userId}`.execute(executor);
      noteWrite(executor, userId);
      return Number(numAffectedRows ?? 0n);
    },

    async *stream(userId, range) {
      const zone = zoneOf(userId);
      for await (const rows of chunks<SessionRow>(userId, range, dialect.columns, STREAM_CHUNK)) {
        yield rows.map((row) => toSession(row, zone));
      }
    },

    async *streamForLearning(userId, range) {
      const zone = zoneOf(userId);
      const rowsOf = chunks<LearningColumns>;
      for await (const rows of rowsOf(userId, range, dialect.learningColumns, LEARNING_CHUNK)) {
        yield rows.map((row) => toLearningRow(row, zone));
      }
    },

    async listUsers() {
      // One step in sessions_user_order per user: DISTINCT would read every row's entry.
      const { rows } = await sql<{ user_id: string }>`
        with recursive users (user_id) as (
          select min(user_id) from sessions
          union all
          select (select min(user_id) from sessions where user_id > users.user_id)
          from users where users.user_id is not null
        )
        select user_id from users where user_id is not null`.execute(executor);
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

interface LearningColumns extends TimeColumns {
  readonly id: string;
  readonly preset: string;
  readonly category: string;
  readonly completed: number;
  readonly rating: number | null;
}

function toLearningRow(row: LearningColumns, zone: Zone): LearningRow {
  const endedAtMs = endOf(row, zone);
  const durationSeconds = durationSecondsOf(row);
  return {
    id: row.id,
    startedAtMs: endedAtMs - durationSeconds * 1000,
    endedAtMs,
    durationSeconds,
    preset: row.preset,
    category: row.category,
    rating: row.rating,
    completed: row.completed === 1,
  };
}
