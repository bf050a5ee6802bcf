import { type RawBuilder, sql } from "kysely";
import type { Executor } from "../db/database.ts";
import type { Session } from "../domain/session.ts";
import type { Zone } from "../time/zone.ts";
import { after, type DayRange, fromDay, toDay } from "./session-conditions.ts";
import {
  durationSecondsOf,
  endOf,
  type SessionRow,
  type TimeColumns,
  toSession,
} from "./session-row.ts";
import type { SessionSql } from "./session-sql.ts";

/** The fields of a session from which models learn. */
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

/** One user's stored sessions in a range of days. */
export interface StreamSource {
  readonly executor: Executor;
  readonly dialect: SessionSql;
  readonly zone: Zone;
  readonly userId: string;
  readonly range: DayRange;
}

/** Rows per query: enough to make the query's overhead negligible, few enough to bound memory. */
const STREAM_CHUNK = 1000;
const LEARNING_CHUNK = 4000;

export async function* streamSessions(source: StreamSource): AsyncGenerator<readonly Session[]> {
  const { dialect, zone } = source;
  for await (const rows of chunks<SessionRow>(source, dialect.columns, STREAM_CHUNK)) {
    yield rows.map((row) => toSession(row, zone));
  }
}

export async function* streamLearningRows(
  source: StreamSource,
): AsyncGenerator<readonly LearningRow[]> {
  const { dialect, zone } = source;
  for await (const rows of chunks<LearningColumns>(
    source,
    dialect.learningColumns,
    LEARNING_CHUNK,
  )) {
    yield rows.map((row) => toLearningRow(row, zone));
  }
}

/** Chunks in the order of the index sessions_user_order; each query continues where the last one ended. */
async function* chunks<Row extends TimeColumns & { readonly id: string }>(
  { executor, dialect, userId, range }: StreamSource,
  columns: RawBuilder<unknown>,
  size: number,
): AsyncGenerator<readonly Row[]> {
  let start = fromDay(dialect, range.fromDay);
  for (;;) {
    const { rows } = await sql<Row>`
      select ${columns} from sessions
      where user_id = ${userId} and ${start} and ${toDay(dialect, range.toDay)}
      order by sessions.date, sessions.time, sessions.id
      limit ${sql.lit(size)}`.execute(executor);
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < size) return;
    // This bound replaces the first one: with both, SQLite would scan from the first day again.
    start = after(dialect, last);
  }
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
