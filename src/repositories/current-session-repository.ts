import { Type } from "typebox";
import type { Executor } from "../db/database.ts";
import { noteWrite } from "../db/own-writes.ts";
import type { CurrentSession } from "../domain/current-session.ts";
import { compileCheck } from "../schemas/validate.ts";

/** The running session of each person. Writes are compare-and-set: of two concurrent writers, one succeeds. */
export interface CurrentSessionRepository {
  find(userId: string): Promise<CurrentSession | undefined>;
  /** @returns whether the session was stored; false when another one is running */
  begin(userId: string, session: CurrentSession): Promise<boolean>;
  /** @returns whether the session was replaced; false when `before` is no longer the running one */
  replace(userId: string, before: CurrentSession, session: CurrentSession): Promise<boolean>;
  /** @returns whether the session was removed; false when `before` is no longer the running one */
  clear(userId: string, before: CurrentSession): Promise<boolean>;
}

const checkStored = compileCheck(
  Type.Object({
    id: Type.String(),
    startedAtMs: Type.Number(),
    plannedMinutes: Type.Union([Type.Number(), Type.Null()]),
    preset: Type.String(),
    category: Type.String(),
    task: Type.Union([Type.String(), Type.Null()]),
  }),
);

export function currentSessionRepository(executor: Executor): CurrentSessionRepository {
  async function change(userId: string, before: CurrentSession, current_session: string | null) {
    try {
      const changed = await executor
        .updateTable("user_settings")
        .set({ current_session })
        .where("user_id", "=", userId)
        .where("current_session", "=", textOf(before))
        .returning("user_id")
        .execute();
      return changed.length > 0;
    } finally {
      noteWrite(executor, userId);
    }
  }

  return {
    async find(userId) {
      const row = await executor
        .selectFrom("user_settings")
        .select("current_session")
        .where("user_id", "=", userId)
        .executeTakeFirst();
      return row === undefined ? undefined : read(row.current_session);
    },

    async begin(userId, session) {
      const columns = { current_session: textOf(session) };
      try {
        const begun = await executor
          .insertInto("user_settings")
          .values({ user_id: userId, ...columns })
          .onConflict((row) =>
            row
              .column("user_id")
              .doUpdateSet(columns)
              .where("user_settings.current_session", "is", null),
          )
          .returning("user_id")
          .execute();
        return begun.length > 0;
      } finally {
        noteWrite(executor, userId);
      }
    },

    replace: (userId, before, session) => change(userId, before, textOf(session)),
    clear: (userId, before) => change(userId, before, null),
  };
}

/** Serializes a session with a fixed order of members, because stored sessions are compared as text. */
function textOf({
  id,
  startedAtMs,
  plannedMinutes,
  preset,
  category,
  task,
}: CurrentSession): string {
  return JSON.stringify({ id, startedAtMs, plannedMinutes, preset, category, task });
}

/** Reads a stored session; nothing for an invalid one that another program wrote. */
function read(stored: string | null): CurrentSession | undefined {
  if (stored === null) return undefined;
  try {
    const checked = checkStored(JSON.parse(stored));
    return "value" in checked ? checked.value : undefined;
  } catch {
    return undefined;
  }
}
