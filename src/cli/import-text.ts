import { FORMAT_NAMES } from "../domain/import-formats.ts";
import { presetName } from "../domain/preset.ts";
import { type Locale, translate } from "../messages/translate.ts";
import type { SettingsBody } from "../schemas/settings.ts";
import type { ImportResult } from "../schemas/transfer.ts";
import { fieldLabel } from "../sessions/import/field-label.ts";
import { isFruitless } from "../sessions/import/import-report.ts";

export interface FileResult {
  readonly file: string;
  readonly result: ImportResult;
  /** What the numbers of problems count. */
  readonly unit: "line" | "row";
}

type Presets = SettingsBody["presets"];

/** Outcome of an import as text: the counts, then the faults by line. */
export function importLines(
  { file, result, unit }: FileResult,
  presets: Presets,
  locale: Locale,
): string[] {
  const { rows, imported, unchanged, conflicts, rejected } = result;
  const format = FORMAT_NAMES[result.format];
  const counts = { file, rows, imported, unchanged, conflicts, rejected, format };
  const place: Place = { unit, isOwn: result.source === "own", locale };
  const columns = result.ignored_columns.join(", ");
  return [
    ...(result.preview === undefined
      ? [translate(locale, "cli.import.summary", counts)]
      : previewLines(counts, result, result.preview, presets, locale)),
    ...(rows === 0 && isFruitless(result) ? [translate(locale, "cli.import.empty")] : []),
    ...(result.checkins === undefined
      ? []
      : [translate(locale, "cli.import.checkins", result.checkins)]),
    ...(result.settings === undefined || isEmpty(result.settings)
      ? []
      : [translate(locale, "cli.import.settings", result.settings)]),
    ...mappingLine(result, locale),
    ...undoHint(result.import_id, locale),
    ...(columns === "" ? [] : [translate(locale, "cli.import.ignored", { columns })]),
    ...result.problem_groups.map((group) => groupLine(group, place)),
    ...result.notes.map((note) => remarkLine(note, place)),
    ...(result.notes_truncated ? ["  …"] : []),
  ];
}

function previewLines(
  counts: Readonly<Record<string, string | number>>,
  { imported }: ImportResult,
  { timezone, sessions, overlap }: NonNullable<ImportResult["preview"]>,
  presets: Presets,
  locale: Locale,
): string[] {
  const more = imported - sessions.length;
  return [
    translate(locale, "cli.preview.summary", counts),
    ...(timezone === null ? [] : [translate(locale, "cli.preview.zone", { zone: timezone })]),
    ...sessions.map(({ start, duration_minutes: minutes, preset, category, task }) => {
      const what = [presetName(preset, presets), category, task]
        .filter((text) => text !== null)
        .join("  ");
      // The offset tells the person's zone from the zone of the file.
      const offset = /(?:Z|[+-]\d\d:\d\d)$/.exec(start)?.[0] ?? "";
      const when = `${start.slice(0, 16).replace("T", " ")} ${offset}`;
      const rounded = Math.round(minutes * 10) / 10;
      return translate(locale, "cli.preview.session", { start: when, minutes: rounded, what });
    }),
    ...(more > 0 ? [translate(locale, "cli.preview.more", { count: more })] : []),
    ...(overlap.sessions > 0 ? [translate(locale, "cli.preview.overlap", overlap)] : []),
  ];
}

function mappingLine({ mapping, preview }: ImportResult, locale: Locale): string[] {
  if (mapping === undefined) return [];
  const columns = Object.entries(mapping.columns).map(([field, name]) => `${field}=${name}`);
  // A preview stores no mapping.
  const from = preview !== undefined && mapping.from === "given" ? "preview" : mapping.from;
  const said = { from, columns: columns.join(", ") };
  return [translate(locale, "cli.import.mapping", said)];
}

function undoHint(id: string | null, locale: Locale): string[] {
  return id === null ? [] : [`  ${translate(locale, "cli.import.undo_hint", { id })}`];
}

/** Whether the file holds none. Our own export always has the section. */
function isEmpty(counts: NonNullable<ImportResult["settings"]>): boolean {
  return Object.values(counts).every((count) => count === 0);
}

/** How problems are named and numbered. */
interface Place {
  readonly unit: FileResult["unit"];
  readonly isOwn: boolean;
  readonly locale: Locale;
}

function groupLine(group: ImportResult["problem_groups"][number], place: Place): string {
  const { message, rows, lines, member, value } = group;
  const { unit, locale } = place;
  const [line] = lines;
  if (rows === 1 && line !== undefined) {
    return remarkLine({ ...group, line }, place);
  }
  const shown = `${lines.join(", ")}${rows > lines.length ? ", …" : ""}`;
  const found = value === undefined ? "" : ` (${value})`;
  // That sentence states the number of rows itself.
  if (group.remedy !== undefined) {
    const params = { text: message, lines: shown, unit };
    const whole = translate(locale, "cli.import.group_whole", params);
    return `  ${ofMember(member)}${whole}`;
  }
  const params = { rows, field: label(group, place), text: `${message}${found}`, lines: shown };
  return `  ${ofMember(member)}${translate(locale, "cli.import.group", { ...params, unit })}`;
}

function remarkLine(remark: ImportResult["problems"][number], place: Place): string {
  const { line, field, member, message, value } = remark;
  // A remark about a whole archive member has no line number.
  if (member !== undefined && field === "file") return `  ${ofMember(member)}${message}`;
  const found = value === undefined ? "" : ` (${value})`;
  const params = { line, field: label(remark, place), text: message, unit: place.unit };
  const text = translate(place.locale, "cli.import.problem", params);
  return `  ${ofMember(member)}${text}${found}`;
}

function label({ field }: { readonly field: string }, { isOwn, locale }: Place): string {
  return fieldLabel(field, isOwn, locale) || "none";
}

function ofMember(member: string | undefined): string {
  return member === undefined ? "" : `${member}: `;
}

/** Outcome of imports for programs: the totals over all files, common members, and the API's report on each file. */
export function importJson(files: readonly FileResult[]): Record<string, unknown> {
  const sum = (of: "rows" | "imported" | "unchanged" | "conflicts" | "rejected") =>
    files.reduce((total, { result }) => total + result[of], 0);
  const common = <Value>(of: (result: ImportResult) => Value) => {
    const values = new Set(files.map(({ result }) => of(result)));
    return values.size === 1 ? [...values][0] : null;
  };
  return {
    format: common((result) => result.format),
    import_id: common((result) => result.import_id),
    rows: sum("rows"),
    imported: sum("imported"),
    unchanged: sum("unchanged"),
    conflicts: sum("conflicts"),
    rejected: sum("rejected"),
    files: files.map(({ file, result }) => ({ file, ...result })),
  };
}
