import type { ImportFormat, RowSource } from "../../domain/import-formats.ts";
import type { UsedMapping } from "../../domain/import-mapping.ts";
import type { NewSession } from "../../domain/session.ts";
import type { FieldProblem } from "../../errors.ts";
import { formatInstant } from "../../time/format-instant.ts";
import type { Zone } from "../../time/zone.ts";
import type { Overlap } from "./overlap.ts";
import type { Restored, RestoredCounts } from "./restore.ts";

/** A remark about one line; its text is the message `field.<code>`. */
export interface ImportProblem extends FieldProblem {
  readonly line: number;
  /** Archive member that contains the line. */
  readonly member?: string;
  /** Value of the field, shortened; never free text of a person (task, notes, names). */
  readonly value?: string;
}

/** Rows with the same remark. */
export interface ProblemGroup extends FieldProblem {
  readonly rows: number;
  /** The first of these lines. */
  readonly lines: readonly number[];
  /** Archive member that contains them. */
  readonly member?: string;
  /** Value of the field in the first of them. */
  readonly value?: string;
}

/** Preview of an import, in addition to the report's counts. */
export interface ImportPreview {
  /** Zone for times without an offset; absent when none is given. */
  readonly zone: string | undefined;
  /** The first sessions that would be stored. */
  readonly sessions: readonly NewSession[];
  readonly overlap: Overlap;
}

/** Outcome of an import, with the id for undoing it. `rows` = imported + unchanged + conflicts + rejected. */
export interface ImportReport {
  /** Absent when nothing was stored. */
  readonly importId: string | undefined;
  /** Only for a preview, which stores nothing; `imported` then counts what would be stored. */
  readonly preview: ImportPreview | undefined;
  readonly format: ImportFormat;
  readonly source: RowSource;
  /** The user's column mapping, if it was used. */
  readonly mapping: UsedMapping | undefined;
  /** Number of lines in the file, including the header. */
  readonly lines: number;
  /** What the numbers in problems count. */
  readonly unit: "line" | "row";
  readonly rows: number;
  readonly imported: number;
  /** Already stored with the same content. */
  readonly unchanged: number;
  /** Already stored with different content, which was kept. */
  readonly conflicts: number;
  readonly rejected: number;
  /** Check-ins, only from our own export; they are not counted as rows. */
  readonly checkins: RestoredCounts | undefined;
  /** Settings: time zone, presets, categories and the like; not counted as rows. */
  readonly settings: RestoredCounts | undefined;
  /** Faults of the rejected rows, ordered by line, up to the limit. */
  readonly problems: readonly ImportProblem[];
  /** Whether there were more than are listed. */
  readonly problemsTruncated: boolean;
  /** The same faults grouped: one entry for all rows with the same fault, in the order of first occurrence. */
  readonly problemGroups: readonly ProblemGroup[];
  /** Remarks about accepted rows: clock changes, conflicts. The same limit applies. */
  readonly notes: readonly ImportProblem[];
  readonly notesTruncated: boolean;
  /** The user's zone, in which starts are shown. */
  readonly zone: string;
  /** Unrecognised columns. */
  readonly ignoredColumns: readonly string[];
  /** Earliest and latest start of the accepted rows, as RFC 3339 in the user's zone. */
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
/** Number of sessions that a preview shows. */
const FIRST_SESSIONS = 10;
/** Values are truncated to this many characters. */
const SHOWN_CHARACTERS = 40;
/** Paths of archive members are truncated to this many characters. */
const MEMBER_CHARACTERS = 200;
/** Maximum number of groups. Fields and codes are few, but names of unknown NDJSON members are unlimited. */
const MAX_GROUPS = 100;
/** Number of lines listed per group. */
const GROUP_LINES = 5;
const YEAR_MS = 365.25 * 86_400_000;
/** A longer gap after the first session marks its start as wrong: a faulty exporter writes the epoch. */
const LONE_MS = 10 * YEAR_MS;

const NOTHING_RESTORED: RestoredCounts = { imported: 0, unchanged: 0, conflicts: 0, rejected: 0 };

interface OpenGroup {
  readonly first: ImportProblem;
  rows: number;
  readonly lines: number[];
  last: number;
}

/** Collects the counts and the first remarks of an import. */
export class ImportTally {
  rows = 0;
  imported = 0;
  unchanged = 0;
  conflicts = 0;
  rejected = 0;
  readonly #limit: number;
  /** Archive members in reading order; the last one is being read. */
  readonly #members: string[] = [];
  readonly #problems: ImportProblem[] = [];
  readonly #notes: ImportProblem[] = [];
  readonly #groups = new Map<string, OpenGroup>();
  readonly #restored: { checkins?: RestoredCounts; settings?: RestoredCounts } = {};
  #problemCount = 0;
  #noteCount = 0;
  #unnamedProjects = 0;
  #firstUnnamedLine = 0;
  #firstStartMs = Number.POSITIVE_INFINITY;
  #secondStartMs = Number.POSITIVE_INFINITY;
  #firstLine = 0;
  #firsts: { readonly line: number; readonly session: NewSession }[] = [];
  #lastStartMs = Number.NEGATIVE_INFINITY;

  /** @param limit maximum number of problems, and of notes, that are kept */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** The first stored sessions, in the order of their lines. */
  get firsts(): NewSession[] {
    return this.#firsts.map(({ session }) => session);
  }

  /** Assigns the following lines to this archive member. */
  openMember(path: string): void {
    this.#members.push(printable(path, MEMBER_CHARACTERS));
  }

  store(line: number, session: NewSession): void {
    this.imported += 1;
    this.accept(session.startedAtMs, line);
    const last = this.#firsts.at(-1);
    if (this.#firsts.length < FIRST_SESSIONS || (last !== undefined && line < last.line)) {
      const firsts = [...this.#firsts, { line, session }].toSorted((a, b) => a.line - b.line);
      this.#firsts = firsts.slice(0, FIRST_SESSIONS);
    }
  }

  /** Whether the file has added anything that an undo can remove. */
  get hasAdded(): boolean {
    return this.imported > 0 || (this.#restored.checkins?.imported ?? 0) > 0;
  }

  reject(
    line: number,
    problems: readonly FieldProblem[],
    written: (field: string) => unknown,
  ): void {
    this.rejected += 1;
    this.#say(line, problems, written);
  }

  /** Counts the outcomes of check-ins or settings, or records their faults. */
  countRestored(
    what: "checkins" | "settings",
    line: number,
    outcome: Restored | readonly FieldProblem[],
  ): void {
    const counts = this.#restored[what] ?? NOTHING_RESTORED;
    if (!("imported" in outcome)) {
      this.#restored[what] = { ...counts, rejected: counts.rejected + 1 };
      this.#say(line, outcome, () => undefined);
      return;
    }
    this.#restored[what] = {
      imported: counts.imported + outcome.imported,
      unchanged: counts.unchanged + outcome.unchanged,
      conflicts: counts.conflicts + outcome.conflicts,
      rejected: counts.rejected,
    };
    const field = what === "checkins" ? "date" : what;
    if (outcome.conflicts > 0) this.note(line, { field, code: "stored_differs" });
  }

  #say(line: number, problems: readonly FieldProblem[], written: (field: string) => unknown): void {
    this.#problemCount += problems.length;
    for (const problem of problems) {
      const placed = this.#atLine(line, problem, written(problem.field));
      this.#group(placed);
      if (this.#problems.length < this.#limit) this.#problems.push(placed);
    }
  }

  #group(problem: ImportProblem): void {
    const { field, code, line, member = "" } = problem;
    // One zone applies to all times of a row.
    const isLocal = isLocalTime(problem);
    const key = isLocal ? `${isLocal} ${member}` : `${field} ${code} ${member}`;
    const group = this.#groups.get(key);
    if (group !== undefined) {
      if (isLocal && group.last === line) return;
      group.rows += 1;
      group.last = line;
      if (group.lines.length < GROUP_LINES) group.lines.push(line);
    } else if (this.#groups.size < MAX_GROUPS) {
      this.#groups.set(key, { first: problem, rows: 1, lines: [line], last: line });
    }
  }

  /** Counts a session whose project the file does not name. */
  countUnnamedProject(line: number): void {
    if (this.#unnamedProjects === 0) this.#firstUnnamedLine = line;
    this.#unnamedProjects += 1;
  }

  note(line: number, problem: FieldProblem, value?: unknown): void {
    this.#noteCount += 1;
    if (this.#notes.length < this.#limit) this.#notes.push(this.#atLine(line, problem, value));
  }

  #atLine(line: number, problem: FieldProblem, value: unknown): ImportProblem {
    const member = this.#members.at(-1);
    const placed = atLine(line, problem, value);
    return member === undefined ? placed : { ...placed, member };
  }

  /** Sorts by member, then by line. */
  #inOrder(remarks: readonly ImportProblem[]): ImportProblem[] {
    const place = ({ member = "" }: ImportProblem) => this.#members.indexOf(member);
    return remarks.toSorted((one, other) => place(one) - place(other) || one.line - other.line);
  }

  accept(startedAtMs: number, line: number): void {
    if (startedAtMs < this.#firstStartMs) {
      this.#secondStartMs = this.#firstStartMs;
      this.#firstLine = line;
    } else this.#secondStartMs = Math.min(this.#secondStartMs, startedAtMs);
    this.#firstStartMs = Math.min(this.#firstStartMs, startedAtMs);
    this.#lastStartMs = Math.max(this.#lastStartMs, startedAtMs);
  }

  /** @param zone in which starts are shown */
  report(
    file: Pick<
      ImportReport,
      "importId" | "preview" | "format" | "source" | "mapping" | "lines" | "unit" | "ignoredColumns"
    >,
    zone: Zone,
  ): ImportReport {
    const isLone = Number.isFinite(this.#secondStartMs - this.#firstStartMs);
    if (isLone && this.#secondStartMs - this.#firstStartMs > LONE_MS) {
      const years = Math.floor((this.#secondStartMs - this.#firstStartMs) / YEAR_MS);
      this.note(this.#firstLine, { field: "start", code: "lone_session", params: { years } });
    }
    if (this.#unnamedProjects > 0) {
      const params = { rows: this.#unnamedProjects };
      this.note(this.#firstUnnamedLine, { field: "category", code: "project_unnamed", params });
    }
    const hasStart = this.#firstStartMs <= this.#lastStartMs;
    return {
      ...file,
      zone: zone.id,
      rows: this.rows,
      imported: this.imported,
      unchanged: this.unchanged,
      conflicts: this.conflicts,
      rejected: this.rejected,
      checkins: this.#restored.checkins,
      settings: this.#restored.settings,
      problems: this.#inOrder(this.#problems),
      problemsTruncated: this.#problemCount > this.#problems.length,
      problemGroups: [...this.#groups.values()].map(
        ({ first: { line: _, ...first }, rows, lines }) => ({
          ...first,
          rows,
          lines,
        }),
      ),
      notes: this.#inOrder(this.#notes),
      notesTruncated: this.#noteCount > this.#notes.length,
      firstStart: hasStart ? formatInstant(this.#firstStartMs, zone) : undefined,
      lastStart: hasStart ? formatInstant(this.#lastStartMs, zone) : undefined,
    };
  }
}

/** Whether nothing in a file was usable. */
export function isFruitless({
  rows,
  rejected,
  checkins,
  settings,
}: Pick<ImportReport, "rows" | "rejected"> & {
  readonly checkins?: RestoredCounts | undefined;
  readonly settings?: RestoredCounts | undefined;
}): boolean {
  return rows === rejected && !isOfUse(checkins) && !isOfUse(settings);
}

function isOfUse({ imported, unchanged, conflicts } = NOTHING_RESTORED): boolean {
  return imported + unchanged + conflicts > 0;
}

/** Whether a time was rejected because its zone is unknown. */
export function isLocalTime({ code, params }: FieldProblem): boolean {
  return code === "instant" && params?.local === true;
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

/** Makes a text safe for a terminal: removes control characters and lone surrogates. */
function printable(text: string, limit: number): string {
  const short = text.length > limit ? `${text.slice(0, limit)}…` : text;
  return short.toWellFormed().replaceAll(/\p{Cc}/gu, "\ufffd");
}
