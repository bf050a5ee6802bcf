import { type Locale, translate } from "../messages/translate.ts";
import type { ImportProblem, ImportReport } from "../services/import/import-report.ts";

export interface FileReport {
  readonly file: string;
  readonly report: ImportReport;
}

/** What became of a file, for people: the sums, then what is wrong with which line. */
export function importLines(file: string, report: ImportReport, locale: Locale): string[] {
  const { rows, imported, unchanged, conflicts, rejected } = report;
  const counts = { file, rows, imported, unchanged, conflicts, rejected };
  const ignored = report.ignoredColumns.join(", ");
  return [
    translate(locale, "cli.import.summary", counts),
    ...(ignored === "" ? [] : [translate(locale, "cli.import.ignored", { columns: ignored })]),
    ...report.problems.map((problem) => problemLine(problem, locale)),
    ...(report.problemsTruncated ? ["  …"] : []),
    ...report.notes.map((note) => problemLine(note, locale)),
    ...(report.notesTruncated ? ["  …"] : []),
  ];
}

function problemLine(problem: ImportProblem, locale: Locale): string {
  const { line, field, value } = problem;
  const found = value === undefined ? "" : ` (${value})`;
  const text = textOf(problem, locale);
  return `  ${translate(locale, "cli.import.problem", { line, field, text })}${found}`;
}

function textOf({ code, params }: ImportProblem, locale: Locale): string {
  return translate(locale, `field.${code}`, params);
}

/** The same for programs. */
export function importJson(files: readonly FileReport[], locale: Locale): Record<string, unknown> {
  const sum = (of: (report: ImportReport) => number) =>
    files.reduce((total, { report }) => total + of(report), 0);
  return {
    rows: sum(({ rows }) => rows),
    imported: sum(({ imported }) => imported),
    unchanged: sum(({ unchanged }) => unchanged),
    conflicts: sum(({ conflicts }) => conflicts),
    rejected: sum(({ rejected }) => rejected),
    files: files.map(({ file, report }) => ({
      file,
      format: report.format,
      source: report.source,
      lines: report.lines,
      rows: report.rows,
      imported: report.imported,
      unchanged: report.unchanged,
      conflicts: report.conflicts,
      rejected: report.rejected,
      problems: report.problems.map((problem) => problemJson(problem, locale)),
      problems_truncated: report.problemsTruncated,
      notes: report.notes.map((note) => problemJson(note, locale)),
      notes_truncated: report.notesTruncated,
      ignored_columns: report.ignoredColumns,
    })),
  };
}

function problemJson(problem: ImportProblem, locale: Locale): Record<string, unknown> {
  const { line, field, code, value } = problem;
  return { line, field, code, message: textOf(problem, locale), ...(value ? { value } : {}) };
}
