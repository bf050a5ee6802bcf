import { type RawBuilder, sql } from "kysely";
import type { Executor } from "../db/database.ts";
import type { Session } from "../domain/session.ts";
import type { Zone } from "../time/zone.ts";
import { type SessionRow, toSession } from "./session-row.ts";
import type { SessionSql } from "./session-sql.ts";

/** The form of a session's id. No session has an id of another form. */
export const SESSION_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A user's sessions that meet a condition. */
export async function selectSessions(
  { executor, dialect }: { readonly executor: Executor; readonly dialect: SessionSql },
  userId: string,
  zone: Zone,
  condition: RawBuilder<unknown>,
  suffix = sql``,
): Promise<Session[]> {
  const { rows } = await sql<SessionRow>`
    select ${dialect.columns} from sessions where user_id = ${userId} and ${condition} ${suffix}
  `.execute(executor);
  return rows.map((row) => toSession(row, zone));
}
