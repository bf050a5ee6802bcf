import { type RawBuilder, sql } from "kysely";
import type { DatabaseKind } from "../db/database.ts";
import type { NewSession } from "../domain/session.ts";
import type { Zone } from "../time/zone.ts";
import { toTimeColumns } from "./session-row.ts";

/** The differences between the two databases in statements about sessions. */
export interface SessionSql {
  /** Columns of a SessionRow. */
  readonly columns: RawBuilder<unknown>;
  /** Columns of a learning row. */
  readonly learningColumns: RawBuilder<unknown>;
  /** The column `id` as text. */
  readonly idText: RawBuilder<unknown>;
  /** A parameter compared with, or written to, the column of that name. */
  date(value: string): RawBuilder<unknown>;
  time(value: string): RawBuilder<unknown>;
  id(value: string): RawBuilder<unknown>;
  instant(ms: number): RawBuilder<unknown>;
  /** `updated_at` of a changed row. It increases with every change, even when the clock stands still. */
  touched(ms: number): RawBuilder<unknown>;
  flag(value: boolean): RawBuilder<unknown>;
  /** The case-insensitive pattern operator. */
  readonly like: RawBuilder<unknown>;
  /** `id in (…)` of any number of ids, in one parameter. */
  idIn(ids: readonly string[]): RawBuilder<unknown>;
  /** Locks the selected rows until the transaction ends. */
  readonly forUpdate: RawBuilder<unknown>;
  /**
   * Deletes the sessions that meet a condition. On SQLite, where a long statement blocks the process, one batch of
   * them.
   */
  deleteSome(condition: RawBuilder<unknown>): RawBuilder<unknown>;
  /** Inserts any number of sessions in one statement. Returns rows `{ id }` of the inserted ones. */
  insert(
    sessions: readonly NewSession[],
    zoneOf: (userId: string) => Zone,
    nowMs: number,
    importId: string | null,
  ): RawBuilder<{ id: string }>;
}

const sqlite: SessionSql = {
  columns: sql`id, user_id, preset, category, task, duration_minutes, duration_seconds, completed,
    productivity_rating as rating, notes, date, time, utc_offset_seconds,
    cast(round(unixepoch(created_at, 'subsec') * 1000) as integer) as created_at_ms,
    cast(round(unixepoch(updated_at, 'subsec') * 1000) as integer) as updated_at_ms`,
  learningColumns: sql`id, preset, category, duration_minutes, duration_seconds, completed,
    productivity_rating as rating, date, time, utc_offset_seconds`,
  idText: sql`id`,
  date: (value) => sql`${value}`,
  time: (value) => sql`${value}`,
  id: (value) => sql`${value}`,
  instant: (ms) => sql`${new Date(ms).toISOString()}`,
  touched: (ms) => sql`max(${new Date(ms).toISOString()},
    strftime('%Y-%m-%dT%H:%M:%fZ', updated_at, '+0.001 seconds'))`,
  like: sql`like`,
  flag: (value) => sql`${value ? 1 : 0}`,
  idIn: (ids) => sql`id in (select value from json_each(${JSON.stringify(ids)}))`,
  forUpdate: sql``,
  deleteSome: (condition) => sql`
    delete from sessions
    where rowid in (select rowid from sessions where ${condition} limit 2000)`,
  insert(sessions, zoneOf, nowMs, importId) {
    const now = new Date(nowMs).toISOString();
    const rows = sessions.map((session) => {
      const at = toTimeColumns(session, zoneOf(session.userId));
      return [
        session.id,
        session.userId,
        session.preset,
        session.category,
        session.task,
        at.duration_minutes,
        at.duration_seconds,
        session.completed ? 1 : 0,
        session.rating,
        session.notes,
        at.date,
        at.time,
        at.utc_offset_seconds,
      ];
    });
    return sql`
      insert into sessions (id, user_id, preset, category, task, duration_minutes, duration_seconds,
        completed, productivity_rating, notes, date, time, utc_offset_seconds, created_at, updated_at,
        import_id)
      select value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6,
        value ->> 7, value ->> 8, value ->> 9, value ->> 10, value ->> 11, value ->> 12, ${now}, ${now},
        ${importId}
      from json_each(${JSON.stringify(rows)})
      where true
      on conflict (id) do nothing
      returning id`;
  },
};

const postgres: SessionSql = {
  columns: sql`id::text as id, user_id, preset, category, task, duration_minutes, duration_seconds,
    completed::int as completed, productivity_rating::float8 as rating, notes, date::text as date,
    time::text as time, utc_offset_seconds,
    floor(extract(epoch from created_at) * 1000)::float8 as created_at_ms,
    floor(extract(epoch from updated_at) * 1000)::float8 as updated_at_ms`,
  learningColumns: sql`id::text as id, preset, category, duration_minutes, duration_seconds,
    completed::int as completed, productivity_rating::float8 as rating, date::text as date,
    time::text as time, utc_offset_seconds`,
  idText: sql`id::text`,
  date: (value) => sql`${value}::date`,
  time: (value) => sql`${value}::time`,
  id: (value) => sql`${value}::uuid`,
  instant: (ms) => sql`to_timestamp(${ms}::float8 / 1000)`,
  touched: (ms) => sql`greatest(to_timestamp(${ms}::float8 / 1000),
    updated_at + interval '1 millisecond')`,
  like: sql`ilike`,
  flag: (value) => sql`${value}::boolean`,
  idIn: (ids) => sql`id = any(${ids}::uuid[])`,
  forUpdate: sql`for update`,
  deleteSome: (condition) => sql`delete from sessions where ${condition}`,
  insert(sessions, zoneOf, nowMs, importId) {
    const at = sessions.map((session) => toTimeColumns(session, zoneOf(session.userId)));
    const now = sql`to_timestamp(${nowMs}::float8 / 1000)`;
    return sql`
      insert into sessions (id, user_id, preset, category, task, duration_minutes, duration_seconds,
        completed, productivity_rating, notes, date, time, utc_offset_seconds, created_at, updated_at,
        import_id)
      select *, ${now}, ${now}, ${importId}::uuid from unnest(
        ${sessions.map(({ id }) => id)}::uuid[],
        ${sessions.map(({ userId }) => userId)}::text[],
        ${sessions.map(({ preset }) => preset)}::text[],
        ${sessions.map(({ category }) => category)}::text[],
        ${sessions.map(({ task }) => task)}::text[],
        ${at.map(({ duration_minutes }) => duration_minutes)}::int[],
        ${at.map(({ duration_seconds }) => duration_seconds)}::int[],
        ${sessions.map(({ completed }) => completed)}::boolean[],
        ${sessions.map(({ rating }) => rating)}::numeric[],
        ${sessions.map(({ notes }) => notes)}::text[],
        ${at.map(({ date }) => date)}::date[],
        ${at.map(({ time }) => time)}::time[],
        ${at.map(({ utc_offset_seconds }) => utc_offset_seconds)}::int[]
      )
      on conflict (id) do nothing
      returning id::text as id`;
  },
};

export function sessionSql(kind: DatabaseKind): SessionSql {
  return kind === "sqlite" ? sqlite : postgres;
}
