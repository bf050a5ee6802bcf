import { sql } from "kysely";
import type { Database, Executor } from "../db/database.ts";
import { userKey } from "../domain/user-key.ts";

/** A language model's stored answer to one question of one user. */
export interface StoredAiAnswer {
  readonly userId: string;
  readonly key: string;
  readonly capability: string;
  readonly madeAtMs: number;
  readonly expiresAtMs: number;
  /** The answer as JSON. */
  readonly answer: string;
}

export interface AiAnswerRepository {
  find(userId: string, key: string, nowMs: number): Promise<StoredAiAnswer | undefined>;
  /** Stores answers in one transaction; they replace older ones under the same keys. */
  saveAll(answers: readonly StoredAiAnswer[]): Promise<void>;
  /** A user's answers, newest first. */
  list(userId: string, limit: number): Promise<StoredAiAnswer[]>;
  /** Deletes a user's answers of the capabilities. Returns the number of those that were still valid. */
  delete(userId: string, capabilities: readonly string[], nowMs: number): Promise<number>;
  /** Deletes all answers of a user. */
  erase(userId: string): Promise<void>;
  /** Deletes answers that expired before the instant. */
  expire(beforeMs: number): Promise<void>;
  /** Takes a lease unless another holder has it. */
  lease(name: string, holder: string, nowMs: number, untilMs: number): Promise<boolean>;
  release(name: string, holder: string): Promise<void>;
}

export function aiAnswerRepository(database: Database): AiAnswerRepository {
  const { executor } = database;
  const columns = [
    "user_id as userId",
    "key",
    "capability",
    sql<number>`made_at_ms * 1.0`.as("madeAtMs"),
    sql<number>`expires_at_ms * 1.0`.as("expiresAtMs"),
    "answer",
  ] as const;
  return {
    async find(userId, key, nowMs) {
      const row = await executor
        .selectFrom("ai_answers")
        .select(columns)
        .where("user_id", "=", userId)
        .where("key", "=", key)
        .where("expires_at_ms", ">", nowMs)
        .executeTakeFirst();
      return row && withNumbers(row);
    },

    saveAll(answers) {
      return database.transaction(async (tx) => {
        for (const answer of answers) await save(tx, answer);
      });
    },

    async list(userId, limit) {
      const rows = await executor
        .selectFrom("ai_answers")
        .select(columns)
        .where("user_id", "=", userId)
        .orderBy("made_at_ms", "desc")
        .limit(limit)
        .execute();
      return rows.map(withNumbers);
    },

    async delete(userId, capabilities, nowMs) {
      if (capabilities.length === 0) return 0;
      const rows = await executor
        .deleteFrom("ai_answers")
        .where("user_id", "=", userId)
        .where("capability", "in", capabilities)
        .returning(sql<number>`expires_at_ms * 1.0`.as("expiresAtMs"))
        .execute();
      return rows.filter(({ expiresAtMs }) => Number(expiresAtMs) > nowMs).length;
    },

    async erase(userId) {
      await executor.deleteFrom("ai_answers").where("user_id", "=", userId).execute();
      const start = userKey(userId, "");
      await executor
        .deleteFrom("ai_leases")
        .where(sql<string>`substr(name, 1, ${start.length})`, "=", start)
        .execute();
    },

    async expire(beforeMs) {
      await executor.deleteFrom("ai_answers").where("expires_at_ms", "<", beforeMs).execute();
      await executor.deleteFrom("ai_leases").where("until_ms", "<", beforeMs).execute();
    },

    async lease(name, holder, nowMs, untilMs) {
      const until_ms = Math.floor(untilMs);
      const taken = await executor
        .insertInto("ai_leases")
        .values({ name, holder, until_ms })
        .onConflict((row) =>
          row
            .column("name")
            .doUpdateSet({ holder, until_ms })
            .where("ai_leases.until_ms", "<=", Math.floor(nowMs)),
        )
        .returning("name")
        .executeTakeFirst();
      return taken !== undefined;
    },

    async release(name, holder) {
      await executor
        .deleteFrom("ai_leases")
        .where("name", "=", name)
        .where("holder", "=", holder)
        .execute();
    },
  };
}

/** The PostgreSQL driver returns a decimal product as text. */
function withNumbers(row: StoredAiAnswer): StoredAiAnswer {
  return { ...row, madeAtMs: Number(row.madeAtMs), expiresAtMs: Number(row.expiresAtMs) };
}

async function save(
  tx: Executor,
  { userId, key, capability, madeAtMs, expiresAtMs, answer }: StoredAiAnswer,
): Promise<void> {
  const times = { made_at_ms: Math.floor(madeAtMs), expires_at_ms: Math.floor(expiresAtMs) };
  await tx
    .insertInto("ai_answers")
    .values({ user_id: userId, key, capability, answer, ...times })
    .onConflict((row) =>
      row.columns(["user_id", "key"]).doUpdateSet({ capability, answer, ...times }),
    )
    .execute();
}
