import type { Executor } from "../db/database.ts";
import { noteWrite } from "../db/own-writes.ts";

/** What a person has chosen. */
export interface SettingsRepository {
  /** The chosen categories in their order; empty while none were chosen. */
  findCategories(userId: string): Promise<string[]>;
  replaceCategories(userId: string, categories: readonly string[]): Promise<void>;
}

export function settingsRepository(executor: Executor): SettingsRepository {
  return {
    async findCategories(userId) {
      const row = await executor
        .selectFrom("user_settings")
        .select("categories")
        .where("user_id", "=", userId)
        .executeTakeFirst();
      return row === undefined ? [] : parseNames(row.categories);
    },

    async replaceCategories(userId, names) {
      const categories = JSON.stringify(names);
      try {
        await executor
          .insertInto("user_settings")
          .values({ user_id: userId, categories })
          .onConflict((row) => row.column("user_id").doUpdateSet({ categories }))
          .execute();
      } finally {
        noteWrite(executor, userId);
      }
    },
  };
}

function parseNames(json: string): string[] {
  const names: unknown = JSON.parse(json);
  return Array.isArray(names) ? names.filter((name) => typeof name === "string") : [];
}
