import type { PersonalSettings } from "../../domain/personal-settings.ts";
import { BUILT_IN_PRESETS, type PresetOption } from "../../domain/preset.ts";
import { type FieldProblem, validationError } from "../../errors.ts";
import { LOCALES, type Locale } from "../../messages/locale.ts";
import type { SettingsRepository } from "../../repositories/settings-repository.ts";
import { isFromMemory } from "../../runtime/from-memory.ts";
import type { PresetInList } from "../../schemas/preset.ts";
import { SETTING_MEMBERS, type SettingsBody, type SettingsPatch } from "../../schemas/settings.ts";
import { readZone } from "../../sessions/input/new-session.ts";
import type { RememberedPeople } from "./people.ts";
import { readColourList } from "./read-colour-list.ts";
import { readPresetList } from "./read-preset-list.ts";
import { readStatedTimes } from "./read-stated-times.ts";

/** The configured settings, and one person's overrides. */
export interface SettingsService {
  show(userId: string): Promise<SettingsBody>;
  /**
   * Changes the given members; null resets one to its default.
   * @throws ServiceError validation_failed naming the member
   */
  change(userId: string, patch: SettingsPatch): Promise<SettingsBody>;
}

export interface SettingsServiceParts {
  readonly settings: Pick<SettingsRepository, "findPersonal" | "changePersonal">;
  readonly people: Pick<RememberedPeople, "lastSettings">;
  readonly defaults: {
    readonly timezone: string;
    readonly dayStartHour: number;
    readonly locale: Locale;
  };
}

export function createSettingsService({
  settings,
  people,
  defaults,
}: SettingsServiceParts): SettingsService {
  async function show(userId: string): Promise<SettingsBody> {
    const remembered = isFromMemory() ? people.lastSettings(userId) : undefined;
    const stored = remembered ?? (await settings.findPersonal(userId));
    const chosen = {
      timezone: stored.timezone,
      day_start_hour: stored.dayStartHour,
      language: LOCALES.find((locale) => locale === stored.language) ?? null,
      working_hours: stored.workingHours,
      days_off: stored.daysOff,
      absences: stored.absences,
      presets: stored.presets,
      category_colours: stored.categoryColours,
    };
    return {
      timezone: chosen.timezone ?? defaults.timezone,
      day_start_hour: chosen.day_start_hour ?? defaults.dayStartHour,
      language: chosen.language ?? defaults.locale,
      working_hours: chosen.working_hours,
      days_off: [...(chosen.days_off ?? [])],
      absences: [...(chosen.absences ?? [])],
      presets: (chosen.presets ?? BUILT_IN_PRESETS).map(presentPreset),
      category_colours: [...(chosen.category_colours ?? [])],
      own: SETTING_MEMBERS.filter((member) => chosen[member] !== null),
    };
  }

  return {
    show,
    async change(userId, patch) {
      await settings.changePersonal(userId, readSettingsPatch(patch));
      return show(userId);
    },
  };
}

function presentPreset({ id, name, workMinutes, breakMinutes }: PresetOption): PresetInList {
  return { id, name, work_minutes: workMinutes, break_minutes: breakMinutes };
}

/**
 * Validates rules that the schema does not express.
 * @throws ServiceError validation_failed naming the member
 */
export function readSettingsPatch(patch: SettingsPatch): Partial<PersonalSettings> {
  const problems: FieldProblem[] = [];
  const {
    timezone,
    day_start_hour: dayStartHour,
    language,
    presets,
    category_colours: colours,
  } = patch;
  const change: Partial<PersonalSettings> = {
    ...(timezone !== undefined && { timezone: zoneName(timezone, problems) }),
    ...(dayStartHour !== undefined && { dayStartHour }),
    ...(language !== undefined && { language }),
    ...readStatedTimes(patch, problems),
    ...(presets !== undefined && { presets: presets && readPresetList(presets, problems) }),
    ...(colours !== undefined && { categoryColours: colours && readColourList(colours, problems) }),
  };
  if (problems.length > 0) throw validationError(problems);
  return change;
}

/** Canonical name of a zone. */
function zoneName(timezone: string | null, problems: FieldProblem[]): string | null {
  if (timezone === null) return null;
  const zone = readZone(timezone, problems);
  // Blank text is not a zone; null resets the setting.
  if (zone === undefined && problems.length === 0) {
    problems.push({ field: "timezone", code: "timezone" });
  }
  return zone?.id ?? null;
}
