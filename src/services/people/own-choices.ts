import { isDeepStrictEqual } from "node:util";
import { validationError } from "../../errors.ts";
import type { SettingsRepository } from "../../repositories/settings-repository.ts";
import { CategoriesInput, SETTING_MEMBERS, SettingsPatch } from "../../schemas/settings.ts";
import { compileCheck } from "../../schemas/validate.ts";
import type { RestoreChoices } from "../../sessions/import/restore.ts";
import type { CategoryService } from "../categories/category-service.ts";
import { readSettingsPatch, type SettingsService } from "./settings-service.ts";

/** A person's settings in the form of an export. */
export interface OwnChoices {
  /** The chosen settings and `categories`; defaults are left out. */
  read(userId: string): Promise<Readonly<Record<string, unknown>>>;
  readonly restore: RestoreChoices;
}

export interface OwnChoicesParts {
  readonly settingsService: SettingsService;
  readonly categoryService: Pick<CategoryService, "replace">;
  readonly settings: Pick<SettingsRepository, "findCategories">;
}

const checkPatch = compileCheck(SettingsPatch);
const checkCategories = compileCheck(CategoriesInput);

export function createOwnChoices(parts: OwnChoicesParts): OwnChoices {
  const { settingsService, categoryService, settings } = parts;

  async function read(userId: string): Promise<Readonly<Record<string, unknown>>> {
    const shown = await settingsService.show(userId);
    const categories = await settings.findCategories(userId);
    const own = SETTING_MEMBERS.filter((member) => shown.own.includes(member));
    return {
      ...Object.fromEntries(own.map((member) => [member, shown[member]])),
      ...(categories.length > 0 && { categories }),
    };
  }

  return {
    read,
    async restore(userId, given, { preview }) {
      const { categories, ...members }: Readonly<Record<string, unknown>> = Object(given);
      readSettingsPatch(patchOf(members));
      categoriesOf(categories);
      const stored = await read(userId);
      const stated = Object.entries({ ...members, categories }).filter(
        ([, value]) => value != null,
      );
      const fresh = stated.filter(([member]) => !(member in stored));
      const unchanged = stated.filter(([member, value]) =>
        isDeepStrictEqual(stored[member], value),
      );
      if (!preview && fresh.length > 0) {
        const { categories: names, ...change } = Object.fromEntries(fresh);
        await settingsService.change(userId, patchOf(change));
        if (names !== undefined) await categoryService.replace(userId, categoriesOf(names));
      }
      return {
        imported: fresh.length,
        unchanged: unchanged.length,
        conflicts: stated.length - fresh.length - unchanged.length,
      };
    },
  };
}

function patchOf(members: unknown): SettingsPatch {
  const checked = checkPatch(members);
  if ("problems" in checked) throw validationError(checked.problems);
  return checked.value;
}

function categoriesOf(categories: unknown): readonly string[] {
  const checked = checkCategories(categories === undefined ? {} : { categories });
  if ("problems" in checked) throw validationError(checked.problems);
  return checked.value.categories ?? [];
}
