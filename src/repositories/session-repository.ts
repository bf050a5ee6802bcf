import type { DatabaseKind, Executor } from "../db/database.ts";
import { type SessionReads, sessionReads } from "./session-reads.ts";
import { sessionSql } from "./session-sql.ts";
import { type SessionWrites, sessionWrites } from "./session-writes.ts";
import type { ZoneOf } from "./zones-of.ts";

export type { SessionFilter } from "./session-conditions.ts";
export type { LearningRow } from "./session-stream.ts";

export interface SessionRepository extends SessionReads, SessionWrites {}

/**
 * The sessions of all users.
 * @param executor the database or a transaction
 * @param zoneOf must not query the database when `executor` is a transaction
 */
export function sessionRepository(
  executor: Executor,
  kind: DatabaseKind,
  zoneOf: ZoneOf,
): SessionRepository {
  return {
    ...sessionReads(executor, sessionSql(kind), zoneOf),
    ...sessionWrites(executor, kind, zoneOf),
  };
}
