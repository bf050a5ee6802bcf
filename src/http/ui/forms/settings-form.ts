import type { TextRange } from "../../../domain/personal-settings.ts";
import { MAX_ABSENCES, type SettingsBody } from "../../../schemas/settings.ts";
import type { FormFields } from "./form-fields.ts";

/** The fields of the form, as the person typed them. */
export interface SettingsEntry {
  readonly timezone: string;
  readonly dayStartHour: string;
  readonly language: string;
  readonly from: string;
  readonly to: string;
  /** ISO weekdays. */
  readonly daysOff: ReadonlySet<string>;
  readonly absences: readonly TextRange[];
}

/** Fills the form with a person's own settings. Settings at their defaults are blank. */
export function entryOf(settings: SettingsBody): SettingsEntry {
  const chosen = new Set(settings.own);
  return {
    timezone: chosen.has("timezone") ? settings.timezone : "",
    dayStartHour: chosen.has("day_start_hour") ? String(settings.day_start_hour) : "",
    language: chosen.has("language") ? settings.language : "",
    from: settings.working_hours?.from ?? "",
    to: settings.working_hours?.to ?? "",
    daysOff: new Set(settings.days_off.map(String)),
    absences: settings.absences,
  };
}

/** Reads the form. Blank rows of absences are omitted; a row without an end is a single day. */
export function readEntry(fields: FormFields): SettingsEntry {
  const ends = fields.all("absence_to");
  const rows = fields.all("absence_from").map((from, row) => ({ from, to: ends[row] ?? "" }));
  return {
    timezone: fields.get("timezone"),
    dayStartHour: fields.get("day_start_hour"),
    language: fields.get("language"),
    from: fields.get("working_from"),
    to: fields.get("working_to"),
    daysOff: new Set(fields.all("days_off")),
    absences: rows
      .filter(({ from, to }) => from !== "" || to !== "")
      .slice(0, MAX_ABSENCES + 1)
      .map(({ from, to }) => ({ from, to: to === "" ? from : to })),
  };
}

/**
 * The patch that a form describes. A blank field resets the setting; an invalid value stays a text, for validation to
 * refuse.
 */
export function patchOf(entry: SettingsEntry): Record<string, unknown> {
  const { timezone, dayStartHour, language, from, to, daysOff, absences } = entry;
  return {
    timezone: timezone === "" ? null : timezone,
    day_start_hour: dayStartHour === "" ? null : numberOrText(dayStartHour),
    language: language === "" ? null : language,
    working_hours: from === "" && to === "" ? null : { from, to },
    days_off: daysOff.size === 0 ? null : [...daysOff].map(numberOrText),
    absences: absences.length === 0 ? null : absences,
  };
}

/** Parses a whole number. An invalid number stays a text, for validation to refuse. */
export function numberOrText(text: string): number | string {
  return /^\d{1,3}$/.test(text) ? Number(text) : text;
}
