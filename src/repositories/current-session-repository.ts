import { Type } from "typebox";
import type { Executor } from "../db/database.ts";
import { noteWrite } from "../db/own-writes.ts";
import type { CurrentSession } from "../domain/current-session.ts";
import { compileCheck } from "../schemas/validate.ts";

/** Holds the one session that a person is working on. Of two writers at once one wins, and the other is told. */
export interface CurrentSessionRepository {
  find(userId: string): Promise<CurrentSession | undefined>;
  /** @returns whether it was stored: it is not when there is one */
  begin(userId: string, session: CurrentSession): Promise<boolean>;
  /** @returns whether it was: it is not when `before` is no longer the current one */
  replace(userId: string, before: CurrentSession, session: CurrentSession): Promise<boolean>;
  /** The same with nothing in its place. */
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

/** Always in the same order of members: what is stored is compared as text. */
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

/** What cannot be read, because somebody wrote it into the table, is none. */
function read(stored: string | null): CurrentSession | undefined {
  if (stored === null) return undefined;
  try {
    const checked = checkStored(JSON.parse(stored));
    return "value" in checked ? checked.value : undefined;
  } catch {
    return undefined;
  }
}
