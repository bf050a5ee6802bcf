import { type Locale, translate } from "../messages/translate.ts";
import type { PresetInList } from "../schemas/preset.ts";
import { SETTING_MEMBERS, type SettingsBody } from "../schemas/settings.ts";
import { printJson, printLines } from "./print.ts";

/** A person's settings, and which of them they have set. */
export function printSettings(settings: SettingsBody, locale: Locale, isJson: boolean): void {
  if (isJson) printJson(settings);
  else printLines(...SETTING_MEMBERS.map((member) => lineOf(settings, member, locale)));
}

function shownValue(settings: SettingsBody, member: (typeof SETTING_MEMBERS)[number]): string {
  const {
    working_hours: hours,
    days_off: daysOff,
    absences,
    presets,
    category_colours: colours,
  } = settings;
  switch (member) {
    case "working_hours":
      return hours === null ? "–" : `${hours.from}–${hours.to}`;
    case "days_off":
      return daysOff.length === 0 ? "–" : daysOff.join(", ");
    case "absences":
      return absences.map(({ from, to }) => `${from}..${to}`).join(", ") || "–";
    case "presets":
      return presets.map(presetLine).join(", ");
    case "category_colours":
      return colours.map(({ category, colour }) => `${category}=${colour}`).join(", ") || "–";
    default:
      return String(settings[member]);
  }
}

function presetLine({ id, name, work_minutes: work, break_minutes: rest }: PresetInList): string {
  return `${name} (${id}) ${work}/${rest}`;
}

function lineOf(
  settings: SettingsBody,
  member: (typeof SETTING_MEMBERS)[number],
  locale: Locale,
): string {
  return translate(locale, `cli.settings.${member}`, {
    value: shownValue(settings, member),
    is_own: String(settings.own.includes(member)),
  });
}
