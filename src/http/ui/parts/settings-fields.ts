import type { TextRange } from "../../../domain/personal-settings.ts";
import type { FieldProblem } from "../../../errors.ts";
import { type Html, html, type Piece } from "../../../markup/html.ts";
import { LOCALES } from "../../../messages/translate.ts";
import { MAX_ABSENCES, type SettingsBody } from "../../../schemas/settings.ts";
import { formatDay } from "../../../time/calendar.ts";
import type { SettingsEntry } from "../forms/settings-form.ts";
import type { PageContext } from "../page.ts";
import { remarks, renamed, selectField, textField } from "./form.ts";
import { ZONE_LIST } from "./zone-list.ts";

/** Day 4 since the epoch was a Monday. */
const A_MONDAY = 4;
const LAST_DAY_START = 12;
/** Blank rows for further absences. Saving the form adds new ones. */
const BLANK_ABSENCES = 2;

/** The fields of a person's settings. */
export function settingsFields(
  context: PageContext,
  settings: SettingsBody,
  entry: SettingsEntry,
  problems: readonly FieldProblem[],
): Piece {
  const { words } = context;
  const usual = words.text("ui.settings.as_configured");
  const hours = Array.from({ length: LAST_DAY_START + 1 }, (_, hour): [string, string] => [
    String(hour),
    `${hour}:00`,
  ]);
  const languages = LOCALES.map((locale): [string, string] => [
    locale,
    words.text(`ui.language.${locale}`),
  ]);
  const member = (name: string, value: string | number, field: Html) =>
    html`<div data-name="${name}" data-value="${value}">${field}</div>`;
  const usualOnes = [
    member(
      "timezone",
      settings.timezone,
      textField(context, {
        ...{ name: "timezone", value: entry.timezone, problems },
        label: words.text("ui.settings.timezone"),
        hint: words.text("ui.settings.timezone.hint", { zone: settings.timezone }),
        attributes: html` list="zones" autocomplete="off" spellcheck="false"`,
      }),
    ),
    member(
      "day_start_hour",
      settings.day_start_hour,
      selectField(context, {
        ...{ name: "day_start_hour", value: entry.dayStartHour, problems },
        label: words.text("ui.settings.day_start"),
        hint: words.text("ui.settings.day_start.hint"),
        choices: [["", usual], ...hours],
      }),
    ),
    member(
      "language",
      settings.language,
      selectField(context, {
        ...{ name: "language", value: entry.language, problems },
        label: words.text("ui.settings.language"),
        choices: [["", usual], ...languages],
      }),
    ),
  ];
  return [
    html`<div class="pair">${usualOnes}</div>`,
    ZONE_LIST,
    workingHours(context, entry, problems),
    daysOff(context, settings, entry, problems),
    absences(context, entry.absences, problems),
  ];
}

function workingHours(
  context: PageContext,
  { from, to }: SettingsEntry,
  problems: readonly FieldProblem[],
): Html {
  const { words } = context;
  const clock = (end: "from" | "to", value: string, placeholder: string) =>
    textField(context, {
      ...{ name: `working_${end}`, label: words.text(`ui.settings.${end}`), value, placeholder },
      problems: renamed(problems, `working_hours.${end}`, `working_${end}`),
      attributes: html` inputmode="numeric" maxlength="5" autocomplete="off"`,
    });
  const { text } = remarks(context, {
    name: "working_hours",
    hint: words.text("ui.settings.working_hours.hint"),
    problems,
  });
  return html`<fieldset><legend>${words.text("ui.settings.working_hours")}</legend><div class="pair">${clock("from", from, "09:00")}${clock("to", to, "17:30")}</div>${text}</fieldset>`;
}

function daysOff(
  context: PageContext,
  settings: SettingsBody,
  entry: SettingsEntry,
  problems: readonly FieldProblem[],
): Html {
  const { words } = context;
  const boxes = [1, 2, 3, 4, 5, 6, 7].map((day) => {
    const isOff = entry.daysOff.has(String(day));
    const name = words.weekday(formatDay(A_MONDAY + day - 1));
    return html`<label class="box"><input type="checkbox" name="days_off" value="${day}"${isOff && html` checked`}> ${name}</label>`;
  });
  const { text } = remarks(context, {
    name: "days_off",
    hint: words.text("ui.settings.days_off.hint"),
    problems,
  });
  return html`<fieldset data-name="days_off" data-value="${settings.days_off.join(",")}"><legend>${words.text("ui.settings.days_off")}</legend><div class="pair">${boxes}</div>${text}</fieldset>`;
}

function absences(
  context: PageContext,
  entered: readonly TextRange[],
  problems: readonly FieldProblem[],
): Html {
  const { words } = context;
  const count = Math.min(entered.length + BLANK_ABSENCES, Math.max(MAX_ABSENCES, entered.length));
  const rows = Array.from({ length: count }, (_, row) => {
    const end = (name: "from" | "to") =>
      textField(context, {
        ...{ name: `absence_${name}`, row, type: "date", value: entered[row]?.[name] ?? "" },
        label: words.text(`ui.settings.${name === "from" ? "first_day" : "last_day"}`),
        problems: renamed(problems, `absences[${row}].${name}`, `absence_${name}`),
      });
    return html`<div class="pair">${end("from")}${end("to")}</div>`;
  });
  const { text } = remarks(context, {
    name: "absences",
    hint: words.text("ui.settings.absences.hint"),
    problems,
  });
  return html`<fieldset><legend>${words.text("ui.settings.absences")}</legend>${rows}${text}</fieldset>`;
}
