import { type Locale, translate } from "../../messages/translate.ts";
import type { ImportResult } from "../../schemas/transfer.ts";
import type { ImportProblem, ImportReport } from "./import-report.ts";

/** A report as programs see it, from the API and from the CLI alike, with its texts in one language. */
export function presentImport(report: ImportReport, locale: Locale): ImportResult {
  return {
    format: report.format,
    source: report.source,
    lines: report.lines,
    rows: report.rows,
    imported: report.imported,
    unchanged: report.unchanged,
    conflicts: report.conflicts,
    rejected: report.rejected,
    problems: report.problems.map((problem) => presentProblem(problem, locale)),
    problems_truncated: report.problemsTruncated,
    notes: report.notes.map((note) => presentProblem(note, locale)),
    notes_truncated: report.notesTruncated,
    ignored_columns: [...report.ignoredColumns],
    first_start: report.firstStart ?? null,
    last_start: report.lastStart ?? null,
  };
}

function presentProblem(
  { line, field, code, params, value }: ImportProblem,
  locale: Locale,
): ImportResult["problems"][number] {
  const message = translate(locale, `field.${code}`, params);
  return { line, field, code, message, ...(value !== undefined && { value }) };
}
