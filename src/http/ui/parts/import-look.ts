import { DATE_ORDERS } from "../../../domain/date-order.ts";
import { FORMAT_NAMES } from "../../../domain/import-formats.ts";
import { MAPPED_FIELDS } from "../../../domain/import-mapping.ts";
import { presetName } from "../../../domain/preset.ts";
import type { FieldProblem } from "../../../errors.ts";
import { type Html, html, type Piece } from "../../../markup/html.ts";
import type { SettingsBody } from "../../../schemas/settings.ts";
import type { ImportResult } from "../../../schemas/transfer.ts";
import { fieldLabel } from "../../../sessions/import/field-label.ts";
import { headerKey } from "../../../sessions/import/header-key.ts";
import type { ImportReport } from "../../../sessions/import/import-report.ts";
import { presentImport } from "../../../sessions/import/present-import.ts";
import type { LookedAt } from "../forms/import-form.ts";
import type { PageContext } from "../page.ts";
import { details, figure, table } from "./figure.ts";
import { form, remarks, selectField, textField } from "./form.ts";
import { ZONE_LIST } from "./zone-list.ts";

type Presets = SettingsBody["presets"];

const NOTES_SHOWN = 20;

/** The preview of an import: what it would store, the problems of the file, and the form to continue. */
export async function lookContent(context: PageContext, looked: LookedAt): Promise<Html> {
  const { words, services, userId } = context;
  const { presets } = await services.settingsService.show(userId);
  const { entry, report, refusal } = looked;
  const result = report && presentImport(report, words.locale, "page");
  const faults = (refusal?.fields ?? []).map(({ field, code, params }) => {
    const shown = words.text(`field.${code}`, params);
    return html`<li>${labelled(fieldLabel(field, true, words.locale))}${shown}</li>`;
  });
  return html`<h3>${entry.fileName}</h3>
${refusal && html`<p class="trouble" role="alert">${words.text("error.import_unreadable.title")}</p><ul class="factors">${faults}</ul>`}
${report && result && resultContent(context, result, presets, report.unit)}
${continueForm(context, looked, result)}`;
}

function labelled(label: string): Piece {
  return label !== "" && html`<b>${label}</b> `;
}

function resultContent(
  context: PageContext,
  result: ImportResult,
  presets: Presets,
  unit: ImportReport["unit"],
): Html {
  const { words } = context;
  const { format, rows, preview, problem_groups: groups, notes } = result;
  const counts = (["imported", "unchanged", "conflicts", "rejected"] as const).map(
    (name) =>
      html`<div><dt>${words.text(`ui.import.count.${name}`)}</dt><dd>${figure(name, result[name], words.number(result[name]))}</dd></div>`,
  );
  const overlap = preview?.overlap;
  const problems = groups.map(
    (group) =>
      html`<li>${group.remedy === undefined && labelled(fieldLabel(group.field, result.source === "own", words.locale))}${group.message} <span class="quiet">${words.text("ui.import.lines", { rows: group.rows, lines: group.lines.join(", ") })}</span></li>`,
  );
  return html`<p>${words.text("ui.import.read_as", { format: FORMAT_NAMES[format], rows })}</p><dl>${counts}</dl>
${overlap !== undefined && overlap.sessions > 0 && html`<p>${words.text("ui.import.overlap", { ...overlap })}</p>`}
${problems.length > 0 && html`<h3>${words.text("ui.import.problems")}</h3><ul class="factors">${problems}</ul>`}
${notes.length > 0 && details(words.text("ui.import.notes"), html`<ul class="factors">${notes.slice(0, NOTES_SHOWN).map(({ line, message }) => html`<li>${words.text("ui.import.line", { line, unit })} ${message}</li>`)}</ul>`)}
${firstRows(context, preview?.sessions ?? [], presets)}`;
}

function firstRows(
  { words }: PageContext,
  sessions: NonNullable<ImportResult["preview"]>["sessions"],
  presets: Presets,
): Piece {
  if (sessions.length === 0) return "";
  const headings = (["start", "length", "preset", "category", "task", "rating"] as const).map(
    (name) => words.text(`ui.sessions.${name}`),
  );
  const rows = sessions.map(({ start, duration_minutes, preset, category, task, rating }) => {
    return [
      `${words.day(start.slice(0, 10))} ${start.slice(0, 4)} ${start.slice(11, 16)}`,
      words.text("ui.minutes", { minutes: words.number(duration_minutes) }),
      presetName(preset, presets),
      category,
      task ?? "",
      rating === null ? "–" : words.number(rating),
    ];
  });
  return html`<h3>${words.text("ui.import.first")}</h3>${table(headings, rows)}`;
}

/** The form that repeats the preview or imports the previewed file. */
function continueForm(
  context: PageContext,
  looked: LookedAt,
  result: ImportResult | undefined,
): Html {
  const { words, lang } = context;
  const { entry, refusal } = looked;
  const { carried, fileName } = entry;
  const problems = refusal?.fields ?? [];
  const zone = textField(context, {
    ...{ name: "timezone", value: entry.timezone, problems },
    label: words.text("ui.settings.timezone"),
    hint: words.text("ui.import.zone"),
    attributes: html` list="zones" autocomplete="off" spellcheck="false"`,
  });
  const order = selectField(context, {
    ...{ name: "date_order", value: entry.dateOrder ?? "", problems },
    label: words.text("ui.import.date_order"),
    choices: [
      ["", words.text("ui.import.date_order.file")],
      ...DATE_ORDERS.map((one): [string, string] => [one, words.text(`ui.import.${one}`)]),
    ],
  });
  const file =
    carried === ""
      ? [html`<p>${words.text("ui.import.again")}</p>`, fileField(context)]
      : html`<input type="hidden" name="file_name" value="${fileName}"><input type="hidden" name="carried" value="${carried}">`;
  const { imported = 0, checkins, settings } = result ?? {};
  const count = imported + (checkins?.imported ?? 0) + (settings?.imported ?? 0);
  const address = lang === undefined ? "import" : `import?lang=${lang}`;
  const confirm =
    count > 0 &&
    html`<button type="submit" formaction="${address}">${words.text("ui.import.confirm", { count })}</button> `;
  return form(
    context,
    "preview",
    [
      ...[zone, ZONE_LIST, order, columnFields(context, looked, result), file],
      html`<p>${confirm}<button type="submit">${words.text("ui.import.look_again")}</button></p>`,
    ],
    "multipart/form-data",
  );
}

/** Fields for the meaning of columns, when it is unknown or was chosen. */
function columnFields(
  context: PageContext,
  { entry, refusal, headers }: LookedAt,
  result: ImportResult | undefined,
): Piece {
  const { words } = context;
  const problems = refusal?.fields ?? [];
  const mapping = result?.mapping?.columns ?? entry.mapping;
  const isAsked = problems.some(isOfColumns) || Object.keys(mapping).length > 0;
  if (!isAsked || headers.length === 0) return "";
  const columns = headers.map((name): [string, string] => [name, name]);
  const fields = MAPPED_FIELDS.map((field) => {
    const key = headerKey(mapping[field] ?? "");
    return selectField(context, {
      ...{ name: `map.${field}`, problems },
      value: headers.find((name) => headerKey(name) === key) ?? "",
      label: words.text(`ui.import.map.${field}`),
      choices: [["", "–"], ...columns],
    });
  });
  return html`<fieldset><legend>${words.text("ui.import.columns")}</legend><p class="hint">${words.text("ui.import.columns.hint")}</p><div class="pair">${fields}</div></fieldset>`;
}

function isOfColumns({ field, code }: FieldProblem): boolean {
  return code === "column_missing" || field.startsWith("map.");
}

/** The field for a file. */
export function fileField(context: PageContext): Html {
  const { words } = context;
  const { text, attributes } = remarks(context, { name: "file", problems: [] });
  return html`<p class="field"><label>${words.text("ui.import.choose")} <input type="file" name="file" required${attributes}></label>${text}</p>`;
}
