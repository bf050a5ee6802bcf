import { type Locale, translate } from "../messages/translate.ts";
import { SETTING_MEMBERS, type SettingsBody } from "../schemas/settings.ts";
import { printJson, printLines } from "./print.ts";

/** A person's settings, and which of them they have chosen. */
export function printSettings(settings: SettingsBody, locale: Locale, isJson: boolean): void {
  if (isJson) printJson(settings);
  else printLines(...SETTING_MEMBERS.map((member) => lineOf(settings, member, locale)));
}

function lineOf(
  settings: SettingsBody,
  member: (typeof SETTING_MEMBERS)[number],
  locale: Locale,
): string {
  return translate(locale, `cli.settings.${member}`, {
    value: String(settings[member]),
    is_own: String(settings.own.includes(member)),
  });
}
