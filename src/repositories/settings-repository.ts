import type { Executor } from "../db/database.ts";
import { noteWrite } from "../db/own-writes.ts";
import type { Tables } from "../db/tables.ts";
import { NO_PERSONAL_SETTINGS, type PersonalSettings } from "../domain/personal-settings.ts";
import { readColours } from "./colour-list.ts";
import { jsonOf } from "./json-list.ts";
import { readPresets } from "./preset-list.ts";
import { readStated, type StatedColumns, writeStated } from "./stated-times-row.ts";

/** A person's own settings. */
export interface SettingsRepository {
  /** The chosen categories in their order; empty without a choice. */
  findCategories(userId: string): Promise<string[]>;
  replaceCategories(userId: string, categories: readonly string[]): Promise<void>;
  /** The personal settings; all members are null without a choice. */
  findPersonal(userId: string): Promise<PersonalSettings>;
  /** Changes the given members; null resets a member to the configured default. */
  changePersonal(userId: string, change: Partial<PersonalSettings>): Promise<void>;
}

export function settingsRepository(executor: Executor): SettingsRepository {
  async function put(userId: string, columns: Columns): Promise<void> {
    if (Object.keys(columns).length === 0) return;
    try {
      await executor
        .insertInto("user_settings")
        .values({ user_id: userId, ...columns })
        .onConflict((row) => row.column("user_id").doUpdateSet(columns))
        .execute();
    } finally {
      noteWrite(executor, userId);
    }
  }

  return {
    async findCategories(userId) {
      const row = await executor
        .selectFrom("user_settings")
        .select("categories")
        .where("user_id", "=", userId)
        .executeTakeFirst();
      return row === undefined ? [] : parseNames(row.categories);
    },

    replaceCategories: (userId, names) => put(userId, { categories: JSON.stringify(names) }),

    async findPersonal(userId) {
      const row = await executor
        .selectFrom("user_settings")
        .select(PERSONAL_COLUMNS)
        .where("user_id", "=", userId)
        .executeTakeFirst();
      if (row === undefined) return NO_PERSONAL_SETTINGS;
      return personalOf(row);
    },

    changePersonal: (
      userId,
      { timezone, dayStartHour, language, presets, categoryColours, ...stated },
    ) =>
      put(userId, {
        ...writeStated(stated),
        ...(timezone !== undefined && { timezone }),
        ...(dayStartHour !== undefined && { day_start_hour: dayStartHour }),
        ...(language !== undefined && { language }),
        ...(presets !== undefined && { presets: jsonOf(presets) }),
        ...(categoryColours !== undefined && { category_colours: jsonOf(categoryColours) }),
      }),
  };
}

/** The columns of the settings that override the configuration. */
export const PERSONAL_COLUMNS = [
  ...(["timezone", "day_start_hour", "language"] as const),
  ...(["working_hours", "days_off", "absences", "presets", "category_colours"] as const),
] as const;

export type PersonalRow = Pick<Tables["user_settings"], (typeof PERSONAL_COLUMNS)[number]>;

/** Reads the personal settings of a row; all members are null without a row. */
export function personalOf(row: PersonalRow): PersonalSettings {
  const { timezone, day_start_hour: dayStartHour, language } = row;
  return {
    timezone,
    dayStartHour,
    language,
    presets: readPresets(row.presets),
    categoryColours: readColours(row.category_colours),
    ...readStated(row),
  };
}

interface Columns extends StatedColumns {
  readonly categories?: string;
  readonly timezone?: string | null;
  readonly day_start_hour?: number | null;
  readonly language?: string | null;
  /** JSON array of presets. */
  readonly presets?: string | null;
  /** JSON array of colours of categories. */
  readonly category_colours?: string | null;
}

function parseNames(json: string): string[] {
  const names: unknown = JSON.parse(json);
  return Array.isArray(names) ? names.filter((name) => typeof name === "string") : [];
}
