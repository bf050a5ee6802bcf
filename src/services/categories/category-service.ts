import { LRUCache } from "lru-cache";
import { isNameText } from "../../domain/name-text.ts";
import { normalizeName } from "../../domain/normalize-name.ts";
import { type FieldProblem, validationError } from "../../errors.ts";
import type { ProfileService } from "../../profiles/profile-service.ts";
import type { SettingsRepository } from "../../repositories/settings-repository.ts";
import type { CategoriesBody, CategoriesStored } from "../../schemas/settings.ts";

/** A person's chosen categories, stored in the database. */
export interface CategoryService {
  /**
   * Replaces the list.
   * @throws ServiceError validation_failed for invalid names
   */
  replace(userId: string, names: readonly string[]): Promise<CategoriesStored>;
  /** The chosen list, or the categories of the person's sessions if none was chosen. */
  list(userId: string): Promise<CategoriesBody>;
  /** Categories of the chosen list and of the person's sessions, without duplicates. */
  inUse(userId: string): Promise<readonly string[]>;
  /** The chosen list at a data version or a later one. */
  known(userId: string, version: number): Promise<readonly string[]>;
  /** Clears the list from memory. */
  forget(userId: string): void;
}

/** Maximum number of lists in memory. */
const MAX_USERS = 2000;

export function createCategoryService(
  settings: SettingsRepository,
  profiles: ProfileService,
): CategoryService {
  const lists = new LRUCache<string, { version: number; names: readonly string[] }>({
    max: MAX_USERS,
  });

  async function known(userId: string, version: number): Promise<readonly string[]> {
    const list = lists.get(userId);
    return list?.version === version ? list.names : read(userId, version);
  }

  async function read(userId: string, version: number): Promise<readonly string[]> {
    // The version was read before the list, so the list is at least as new.
    const names = await settings.findCategories(userId);
    lists.set(userId, { version, names });
    return names;
  }

  return {
    async replace(userId, names) {
      const categories = readNames(names);
      await settings.replaceCategories(userId, categories);
      return {
        status: "ok",
        categories_count: categories.length,
        categories,
        updated_components: ["ai_analyzer", "ai_generator"],
      };
    },

    async list(userId) {
      const view = await profiles.now(userId);
      const chosen = await known(userId, view.version);
      const used = view.profile["diversity-detector"].categories;
      return chosen.length > 0
        ? { categories: [...chosen], source: "configured" }
        : { categories: [...used], source: "sessions" };
    },

    async inUse(userId) {
      const view = await profiles.now(userId);
      const chosen = await known(userId, view.version);
      return [...new Set([...chosen, ...view.profile["diversity-detector"].categories])];
    },

    known,
    forget: (userId) => {
      lists.delete(userId);
    },
  };
}

function readNames(names: readonly string[]): string[] {
  const problems: FieldProblem[] = [];
  const read = new Set<string>();
  names.forEach((raw, index) => {
    const name = normalizeName(raw);
    const field = `categories[${index}]`;
    if (name === "") problems.push({ field, code: "min_length", params: { limit: 1 } });
    else if (isNameText(name)) read.add(name);
    else problems.push({ field, code: "name_characters" });
  });
  if (problems.length > 0) throw validationError(problems.slice(0, 20));
  return [...read];
}
