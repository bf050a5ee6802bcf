import { type RawBuilder, sql } from "kysely";
import { type EpochDay, formatDay } from "../time/calendar.ts";
import type { SessionCursor } from "./session-cursor.ts";
import type { SessionSql } from "./session-sql.ts";

/**
 * A range of days, both inclusive. Days are compared with the stored date: the local date of the session's end in the
 * zone where it was recorded. A session from 23:40 to 00:30 belongs to the later day.
 */
export interface DayRange {
  readonly fromDay?: EpochDay;
  readonly toDay?: EpochDay;
}

/** A filter of sessions; an absent member selects all. */
export interface SessionFilter extends DayRange {
  readonly category?: string;
  readonly preset?: string;
  readonly completed?: boolean;
  /** Whether the session has a rating. */
  readonly rated?: boolean;
  /** Text that task, notes or category contain, case-insensitive. */
  readonly text?: string;
}

// These bounds exclude the infinite and very early dates that PostgreSQL can store.
const FIRST_DATE = "0001-01-01";
const LAST_DATE = "9999-12-31";

export function fromDay(dialect: SessionSql, day: EpochDay | undefined): RawBuilder<unknown> {
  return sql`date >= ${dialect.date(day === undefined ? FIRST_DATE : formatDay(day))}`;
}

export function toDay(dialect: SessionSql, day: EpochDay | undefined): RawBuilder<unknown> {
  return sql`date <= ${dialect.date(day === undefined ? LAST_DATE : formatDay(day))}`;
}

/** The condition of rows that follow a position in ascending order. */
export function after(dialect: SessionSql, position: SessionCursor): RawBuilder<unknown> {
  return sql`(date, time, sessions.id) > ${tuple(dialect, position)}`;
}

function tuple(dialect: SessionSql, { date, time, id }: SessionCursor): RawBuilder<unknown> {
  return sql`(${dialect.date(date)}, ${dialect.time(time)}, ${dialect.id(id)})`;
}

/**
 * The conditions of a page in descending order that begins after `cursor`. Each side has one bound, the tighter one: with
 * two bounds on one side, SQLite may scan from the wider one.
 */
export function pageConditions(
  dialect: SessionSql,
  filter: SessionFilter,
  cursor: SessionCursor | undefined,
): RawBuilder<unknown>[] {
  const lastDate = filter.toDay === undefined ? LAST_DATE : formatDay(filter.toDay);
  const conditions = [
    fromDay(dialect, filter.fromDay),
    cursor === undefined || cursor.date > lastDate
      ? toDay(dialect, filter.toDay)
      : sql`(date, time, sessions.id) < ${tuple(dialect, cursor)}`,
  ];
  if (filter.category !== undefined) conditions.push(sql`category = ${filter.category}`);
  if (filter.preset !== undefined) conditions.push(sql`preset = ${filter.preset}`);
  if (filter.completed !== undefined) {
    conditions.push(sql`completed = ${dialect.flag(filter.completed)}`);
  }
  if (filter.rated === true) conditions.push(sql`productivity_rating is not null`);
  if (filter.rated === false) conditions.push(sql`productivity_rating is null`);
  if (filter.text !== undefined) conditions.push(contain(dialect, filter.text));
  return conditions;
}

function contain(dialect: SessionSql, text: string): RawBuilder<unknown> {
  const pattern = `%${text.replaceAll(/[\\%_]/g, "\\$&")}%`;
  const columns = ["task", "notes", "category"].map(
    (column) => sql`${sql.ref(column)} ${dialect.like} ${pattern} escape '\\'`,
  );
  return sql`(${sql.join(columns, sql` or `)})`;
}
