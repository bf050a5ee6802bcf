import { type Locale, translate } from "../../messages/translate.ts";
import type { ImportResult } from "../../schemas/transfer.ts";
import { openZone } from "../../time/zone.ts";
import { presentNewSession } from "../present-session.ts";
import {
  type ImportPreview,
  type ImportProblem,
  type ImportReport,
  isLocalTime,
  type ProblemGroup,
} from "./import-report.ts";

/** Where the zone is given: a command line option, a URL parameter or a form field. */
export type Channel = "cli" | "http" | "page";

/** A report in the form of the API and the CLI, with texts in one language. */
export function presentImport(
  report: ImportReport,
  locale: Locale,
  channel: Channel,
): ImportResult {
  return {
    import_id: report.importId ?? null,
    format: report.format,
    source: report.source,
    lines: report.lines,
    rows: report.rows,
    imported: report.imported,
    unchanged: report.unchanged,
    conflicts: report.conflicts,
    rejected: report.rejected,
    ...(report.checkins !== undefined && { checkins: { ...report.checkins } }),
    ...(report.settings !== undefined && { settings: { ...report.settings } }),
    problems: report.problems.map((problem) => presentProblem(problem, locale)),
    problems_truncated: report.problemsTruncated,
    problem_groups: report.problemGroups.map((group) =>
      presentGroup(group, report, locale, channel),
    ),
    notes: report.notes.map((note) => presentProblem(note, locale)),
    notes_truncated: report.notesTruncated,
    ignored_columns: [...report.ignoredColumns],
    first_start: report.firstStart ?? null,
    last_start: report.lastStart ?? null,
    ...(report.mapping !== undefined && {
      mapping: { from: report.mapping.from, columns: report.mapping.columns },
    }),
    ...(report.preview !== undefined && { preview: presentPreview(report.preview, report.zone) }),
  };
}

function presentPreview(
  { zone, sessions, overlap }: ImportPreview,
  shownIn: string,
): NonNullable<ImportResult["preview"]> {
  return {
    timezone: zone ?? null,
    sessions: sessions.map((session) => presentNewSession(session, openZone(shownIn))),
    overlap: { sessions: overlap.sessions, minutes: Math.round(overlap.ms / 60_000) },
  };
}

function presentGroup(
  group: ProblemGroup,
  report: ImportReport,
  locale: Locale,
  channel: Channel,
): ImportResult["problem_groups"][number] {
  const { field, code, params, rows, lines, member, value } = group;
  const shared = {
    ...{ field, code, rows, lines: [...lines] },
    ...(member !== undefined && { member }),
    ...(value !== undefined && { value }),
  };
  if (!isLocalTime(group))
    return { ...shared, message: translate(locale, `field.${code}`, params) };
  const message = translate(locale, `import.zone.${channel}`, { rows, zone: report.zone });
  return { ...shared, message, remedy: "timezone" };
}

function presentProblem(
  { line, member, field, code, params, value }: ImportProblem,
  locale: Locale,
): ImportResult["problems"][number] {
  const message = translate(locale, `field.${code}`, params);
  return {
    ...(member !== undefined && { member }),
    ...{ line, field, code, message },
    ...(value !== undefined && { value }),
  };
}
