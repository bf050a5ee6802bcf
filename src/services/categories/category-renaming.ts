import { renameColoured } from "../../domain/category-colour.ts";
import { isNameText } from "../../domain/name-text.ts";
import { normalizeName } from "../../domain/normalize-name.ts";
import { validationError } from "../../errors.ts";
import type { Clock } from "../../ports.ts";
import type { CategoryRepository } from "../../repositories/category-repository.ts";
import type { CurrentSessionRepository } from "../../repositories/current-session-repository.ts";
import type { SettingsRepository } from "../../repositories/settings-repository.ts";
import type { CategoryRenamed, CategoryRenaming as Wish } from "../../schemas/settings.ts";

/** Renames a category in everything that a person has recorded or chosen. */
export interface CategoryRenaming {
  /**
   * Renames a category in all sessions, in the chosen list, in the chosen colours and in the current session. If the new name exists, the two
   * categories are merged. An interrupted run is completed by repeating it; a repetition changes nothing.
   * @throws ServiceError validation_failed for an invalid name
   */
  rename(userId: string, wish: Wish): Promise<CategoryRenamed>;
}

export interface CategoryRenamingParts {
  readonly categories: CategoryRepository;
  readonly settings: Pick<
    SettingsRepository,
    "findCategories" | "replaceCategories" | "findPersonal" | "changePersonal"
  >;
  readonly currentSessions: Pick<CurrentSessionRepository, "find" | "replace">;
  readonly clock: Clock;
}

export function createCategoryRenaming(parts: CategoryRenamingParts): CategoryRenaming {
  const { categories, settings, currentSessions, clock } = parts;

  async function renameSessions(userId: string, from: string, to: string): Promise<number> {
    const stored = await categories.spellings(userId);
    const meant = stored.filter((name) => name !== to && normalizeName(name) === from);
    let renamed = 0;
    for (;;) {
      const some = await categories.renameSome(userId, { from: meant, to }, clock.now());
      if (some === 0) return renamed;
      renamed += some;
    }
  }

  async function renameChosen(userId: string, from: string, to: string): Promise<void> {
    const chosen = await settings.findCategories(userId);
    if (from === to || !chosen.includes(from)) return;
    const names = chosen.map((name) => (name === from ? to : name));
    await settings.replaceCategories(userId, [...new Set(names)]);
  }

  async function renameColours(userId: string, from: string, to: string): Promise<void> {
    const { categoryColours } = await settings.findPersonal(userId);
    if (from === to || !categoryColours?.some(({ category }) => category === from)) return;
    const renamed = renameColoured(categoryColours, from, to);
    await settings.changePersonal(userId, { categoryColours: renamed });
  }

  async function renameCurrent(userId: string, from: string, to: string): Promise<void> {
    const current = await currentSessions.find(userId);
    if (from === to || current === undefined || normalizeName(current.category) !== from) return;
    await currentSessions.replace(userId, current, { ...current, category: to });
  }

  return {
    async rename(userId, { from, to }) {
      if (!isNameText(to)) throw validationError([{ field: "to", code: "name_characters" }]);
      // A session that starts or is stored in the meantime is covered by one of the later steps.
      await renameCurrent(userId, from, to);
      await renameChosen(userId, from, to);
      await renameColours(userId, from, to);
      return { status: "ok", from, to, sessions: await renameSessions(userId, from, to) };
    },
  };
}
