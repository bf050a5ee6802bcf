import { LOCALES } from "../../../messages/locale.ts";
import type { SettingsPatch } from "../../../schemas/settings.ts";
import { UsageError } from "../../command-errors.ts";
import { defineStrictCommand, jsonArgument, userArgument } from "../../define-command.ts";
import { readColour } from "../../read-colour.ts";
import { readPreset } from "../../read-preset.ts";
import { readTimes } from "../../read-times.ts";
import { printSettings } from "../../settings-text.ts";
import { withDependencies } from "../../with-dependencies.ts";

/** Latest hour at which a day can begin. */
const LAST_DAY_START = 12;

export const setSettings = defineStrictCommand({
  name: "set",
  description: "help.settings_of_person.set",
  args: {
    timezone: {
      type: "string",
      valueHint: "help.value.zone",
      description: "help.settings_of_person.timezone",
    },
    "day-start-hour": {
      type: "string",
      valueHint: "help.value.day_start",
      description: "help.settings_of_person.day_start_hour",
    },
    "working-hours": {
      type: "string",
      valueHint: "help.value.hours",
      description: "help.settings_of_person.working_hours",
    },
    "days-off": {
      type: "string",
      valueHint: "help.value.weekdays",
      description: "help.settings_of_person.days_off",
    },
    absences: {
      type: "string",
      valueHint: "help.value.absences",
      description: "help.settings_of_person.absences",
    },
    presets: {
      type: "string",
      valueHint: "help.value.presets",
      description: "help.settings_of_person.presets",
    },
    "category-colours": {
      type: "string",
      valueHint: "help.value.colours",
      description: "help.settings_of_person.category_colours",
    },
    language: {
      type: "enum",
      options: [...LOCALES],
      description: "help.settings_of_person.language",
    },
    user: { ...userArgument, description: "help.settings_of_person.user" },
    json: jsonArgument,
  },
  async run({ timezone, "day-start-hour": dayStart, language, presets, user, json, ...others }) {
    const { "category-colours": colours, ...times } = others;
    const patch: SettingsPatch = {
      ...(timezone !== undefined && { timezone }),
      ...(dayStart !== undefined && { day_start_hour: readHour(dayStart) }),
      ...(language !== undefined && { language }),
      ...(presets !== undefined && { presets: presets.split(",").map(readPreset) }),
      ...(colours !== undefined && { category_colours: colours.split(",").map(readColour) }),
      ...readTimes(times),
    };
    if (Object.keys(patch).length === 0) throw new UsageError("command.nothing_to_set");
    await withDependencies(async ({ config, settingsService }) =>
      printSettings(await settingsService.change(user, patch), config.locale, json === true),
    );
  },
});

function readHour(text: string): number {
  const hour = /^\d{1,2}$/.test(text) ? Number(text) : Number.NaN;
  if (hour <= LAST_DAY_START) return hour;
  throw new UsageError("command.day_start_hour", { limit: LAST_DAY_START });
}
