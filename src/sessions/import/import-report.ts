import type { FieldProblem } from "../../errors.ts";
import { formatInstant } from "../../time/format-instant.ts";
import type { Zone } from "../../time/zone.ts";
import type { RowSource } from "./import-row.ts";

export type ImportFormat = "csv" | "ndjson";

/** Something to say about one line; the text is the message `field.<code>`. */
export interface ImportProblem extends FieldProblem {
  readonly line: number;
  /** What the row says there, shortened; never a text that a person wrote (task, notes, names). */
  readonly value?: string;
}

/** What became of a file. `rows` = imported + unchanged + conflicts + rejected. */
export interface ImportReport {
  readonly format: ImportFormat;
  readonly source: RowSource;
  /** Lines of the file, the header among them. */
  readonly lines: number;
  readonly rows: number;
  readonly imported: number;
  /** Already stored with the same content. */
  readonly unchanged: number;
  /** Already stored with another content, which was kept. */
  readonly conflicts: number;
  readonly rejected: number;
  /** What is wrong with the rejected rows, in the order of lines, up to the bound. */
  readonly problems: readonly ImportProblem[];
  /** Whether there were more than are listed. */
  readonly problemsTruncated: boolean;
  /** Remarks about rows that were accepted: changes of the clock, conflicts. Bounded alike. */
  readonly notes: readonly ImportProblem[];
  readonly notesTruncated: boolean;
  /** Columns that mean nothing to us. */
  readonly ignoredColumns: readonly string[];
  /** Earliest and latest start of the rows that were not rejected, as RFC 3339 in the user's zone. */
  readonly firstStart: string | undefined;
  readonly lastStart: string | undefined;
}

const SHOWN_FIELDS: ReadonlySet<string> = new Set([
  "id",
  "start",
  "end",
  "duration_minutes",
  "rating",
  "completed",
  "date",
  "time",
  "duration_min",
]);
const SHOWN_CHARACTERS = 40;

/** Counts what happens during an import and keeps the first of what there is to say. */
export class ImportTally {
  rows = 0;
  imported = 0;
  unchanged = 0;
  conflicts = 0;
  rejected = 0;
  readonly #limit: number;
  readonly #problems: ImportProblem[] = [];
  readonly #notes: ImportProblem[] = [];
  #problemCount = 0;
  #noteCount = 0;
  #firstStartMs = Number.POSITIVE_INFINITY;
  #lastStartMs = Number.NEGATIVE_INFINITY;

  /** @param limit how many problems, and how many notes, are kept */
  constructor(limit: number) {
    this.#limit = limit;
  }

  reject(
    line: number,
    problems: readonly FieldProblem[],
    written: (field: string) => unknown,
  ): void {
    this.rejected += 1;
    this.#problemCount += problems.length;
    for (const problem of problems) {
      if (this.#problems.length >= this.#limit) return;
      this.#problems.push(atLine(line, problem, written(problem.field)));
    }
  }

  note(line: number, problem: FieldProblem, value?: unknown): void {
    this.#noteCount += 1;
    if (this.#notes.length < this.#limit) this.#notes.push(atLine(line, problem, value));
  }

  accept(startedAtMs: number): void {
    this.#firstStartMs = Math.min(this.#firstStartMs, startedAtMs);
    this.#lastStartMs = Math.max(this.#lastStartMs, startedAtMs);
  }

  /** @param zone on whose wall clock the starts are shown */
  report(
    file: Pick<ImportReport, "format" | "source" | "lines" | "ignoredColumns">,
    zone: Zone,
  ): ImportReport {
    const hasStart = this.#firstStartMs <= this.#lastStartMs;
    return {
      ...file,
      rows: this.rows,
      imported: this.imported,
      unchanged: this.unchanged,
      conflicts: this.conflicts,
      rejected: this.rejected,
      problems: this.#problems.toSorted(byLine),
      problemsTruncated: this.#problemCount > this.#problems.length,
      notes: this.#notes.toSorted(byLine),
      notesTruncated: this.#noteCount > this.#notes.length,
      firstStart: hasStart ? formatInstant(this.#firstStartMs, zone) : undefined,
      lastStart: hasStart ? formatInstant(this.#lastStartMs, zone) : undefined,
    };
  }
}

function byLine(one: ImportProblem, other: ImportProblem): number {
  return one.line - other.line;
}

function atLine(line: number, problem: FieldProblem, value: unknown): ImportProblem {
  const field = problem.field === "" ? "line" : printable(problem.field, Number.POSITIVE_INFINITY);
  const shown = SHOWN_FIELDS.has(field) ? shownValue(value) : undefined;
  return shown === undefined
    ? { ...problem, field, line }
    : { ...problem, field, line, value: shown };
}

function shownValue(value: unknown): string | undefined {
  const isPlain =
    typeof value === "string" || typeof value === "number" || typeof value === "boolean";
  return isPlain ? printable(String(value), SHOWN_CHARACTERS) : undefined;
}

/** Safe to show on a terminal: without control characters and halves of surrogate pairs. */
function printable(text: string, limit: number): string {
  const short = text.length > limit ? `${text.slice(0, limit)}…` : text;
  return short.toWellFormed().replaceAll(/\p{Cc}/gu, "\ufffd");
}
