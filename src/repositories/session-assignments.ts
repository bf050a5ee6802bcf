import { type RawBuilder, sql } from "kysely";
import type { Session, SessionChange } from "../domain/session.ts";
import type { Zone } from "../time/zone.ts";
import { toTimeColumns } from "./session-row.ts";
import type { SessionSql } from "./session-sql.ts";

/**
 * The assignments of an UPDATE. A new start or duration rewrites all time columns. The time of the last change increases
 * with every write, even when the clock stands still.
 */
export function assignments(
  dialect: SessionSql,
  before: Session,
  change: SessionChange,
  zone: Zone,
  nowMs: number,
): RawBuilder<unknown>[] {
  const updatedAtMs = Math.max(nowMs, before.updatedAtMs + 1);
  const set = [sql`updated_at = ${dialect.instant(updatedAtMs)}`];
  if (change.preset !== undefined) set.push(sql`preset = ${change.preset}`);
  if (change.category !== undefined) set.push(sql`category = ${change.category}`);
  if (change.task !== undefined) set.push(sql`task = ${change.task}`);
  if (change.notes !== undefined) set.push(sql`notes = ${change.notes}`);
  if (change.rating !== undefined) set.push(sql`productivity_rating = ${change.rating}`);
  if (change.completed !== undefined) set.push(sql`completed = ${dialect.flag(change.completed)}`);
  if (change.startedAtMs !== undefined || change.durationSeconds !== undefined) {
    const at = toTimeColumns({ ...before, ...change }, zone);
    set.push(
      sql`date = ${dialect.date(at.date)}`,
      sql`time = ${dialect.time(at.time)}`,
      sql`utc_offset_seconds = ${at.utc_offset_seconds}`,
      sql`duration_minutes = ${at.duration_minutes}`,
      sql`duration_seconds = ${at.duration_seconds}`,
    );
  }
  return set;
}
