import { FORMAT_NAMES, type RowSource } from "../../domain/import-formats.ts";
import type { ColumnMapping, UsedMapping } from "../../domain/import-mapping.ts";
import type { FieldProblem } from "../../errors.ts";
import { splitCells } from "./csv-reader.ts";
import { refuseHalfMatch } from "./formats/half-match.ts";
import { refuseOtherExport } from "./formats/other-exports.ts";
import { columnsOf } from "./formats/table-columns.ts";
import type { TableFormat } from "./formats/table-format.ts";
import { TABLE_FORMATS } from "./formats/table-formats.ts";
import { headerKey } from "./header-key.ts";
import {
  faultsOf,
  fingerprintOf,
  foundIn,
  locate,
  type RememberedMappings,
  rememberedFor,
} from "./mapping/mapped-layout.ts";
import { unreadableFile } from "./unreadable-file.ts";

/** Our own kinds of CSV: the export format, and the log written by the former desktop app. */
type CsvSource = "own" | "pomodoro_log";

/** How the cells of a file are read. */
export interface CsvLayout {
  readonly source: RowSource;
  /** The other program's table format, if it is one. */
  readonly table: TableFormat | undefined;
  /** Columns mapped by the user, for an unrecognised table. */
  readonly mapping: UsedMapping | undefined;
  /** Header of the column with the duration; it can name the unit. */
  readonly lengthHeader: string;
  readonly delimiter: string;
  readonly width: number;
  /** Index of each known column; missing columns are not included. */
  readonly columns: ReadonlyMap<string, number>;
  /** Unrecognised headers, whose cells are not read. */
  readonly ignored: readonly string[];
}

export type LayoutResult =
  | { readonly ok: true; readonly layout: CsvLayout }
  | { readonly ok: false; readonly errors: readonly FieldProblem[] };

const COLUMNS: Readonly<Record<CsvSource, readonly string[]>> = {
  own: [
    "id",
    "user",
    "start",
    "end",
    "duration_minutes",
    "preset",
    "category",
    "task",
    "rating",
    "completed",
    "notes",
  ],
  pomodoro_log: [
    "date",
    "time",
    "preset",
    "category",
    "task",
    "duration_min",
    "completed",
    "notes",
  ],
};

/** Possible delimiters of a table. */
export const DELIMITERS = [",", ";", "\t"] as const;
/** A first line with more columns is not treated as a header, because every row would cost as many cells. */
const MAX_COLUMNS = 200;
/** Maximum number of ignored columns in a report. */
const IGNORED_REPORTED = 50;
/** Column names are truncated to this many characters in messages. */
const NAME_CHARACTERS = 60;

/** The user's column mappings for unrecognised tables. */
export interface Mappings {
  /** For this file. */
  readonly given: ColumnMapping | undefined;
  /** For files imported before, by header. */
  readonly remembered: RememberedMappings;
}

/**
 * Determines the layout from the header line: delimiter, kind of file and index of each column. Headers are compared
 * without case, spaces, underscores and hyphens. The user's own mapping has precedence.
 */
export function readLayout(header: string, mappings: Mappings): LayoutResult {
  const candidates = DELIMITERS.flatMap((delimiter) => {
    const cells = splitCells(header, delimiter);
    return cells === undefined ? [] : [describe(cells, delimiter)];
  });
  const mapped = mappedLayout(candidates, mappings);
  if (mapped !== undefined) return mapped;
  const [best] = candidates.toSorted(
    (one, other) => other.known - one.known || other.names.length - one.names.length,
  );
  if (best === undefined) return { ok: false, errors: [{ field: "header", code: "quote" }] };
  const foreign = candidates.map(foreignLayout).find((layout) => layout !== undefined);
  if (foreign?.table?.hasTotalsOnly) {
    throw unreadableFile("totals_only", { program: FORMAT_NAMES[foreign.table.name] });
  }
  if (foreign !== undefined) return { ok: true, layout: foreign };
  const errors = [...tooMany(best), ...holdingData(best), ...repeated(best), ...missing(best)];
  if (missing(best).length > 0) refuseOtherExport(best.keys);
  if (errors.length > 0) {
    const isHeader = errors.every(({ code }) => code === "column_missing");
    return { ok: false, errors: isHeader ? [...errors, ...present(best)] : errors };
  }
  if (best.source === "own") refuseHalfMatch(best.keys);
  const layout = {
    source: best.source,
    table: undefined,
    ...UNMAPPED,
    delimiter: best.delimiter,
    width: best.names.length,
    columns: best.columns,
    ignored: ignoredHeaders(best),
  };
  return { ok: true, layout };
}

const UNMAPPED = { mapping: undefined, lengthHeader: "" } as const;

/** The layout by the user's mapping; `undefined` without one. */
function mappedLayout(
  candidates: readonly Candidate[],
  { given, remembered }: Mappings,
): LayoutResult | undefined {
  if (given === undefined) {
    for (const candidate of candidates) {
      const used = rememberedFor(candidate, remembered);
      if (used !== undefined) return layoutBy(candidate, used);
    }
    return undefined;
  }
  const [best] = candidates.toSorted(
    (one, other) =>
      foundIn(other, given) - foundIn(one, given) || other.keys.length - one.keys.length,
  );
  if (best === undefined) return undefined;
  const fingerprint = fingerprintOf(best.keys);
  return layoutBy(best, { columns: given, from: "given", fingerprint });
}

function layoutBy(candidate: Candidate, mapping: UsedMapping): LayoutResult {
  const { names, delimiter } = candidate;
  const errors = [...tooMany(candidate), ...faultsOf(candidate, mapping.columns)];
  if (errors.length > 0) return { ok: false, errors };
  const columns = locate(candidate, mapping.columns);
  const used = new Set(columns.values());
  const layout: CsvLayout = {
    ...{ source: "own", table: undefined, mapping, delimiter, width: names.length, columns },
    lengthHeader: names[columns.get("duration_minutes") ?? -1] ?? "",
    ignored: listed(names.filter((_name, index) => !used.has(index))),
  };
  return { ok: true, layout };
}

interface Candidate {
  readonly delimiter: string;
  readonly source: CsvSource;
  /** Headers in normalised form. */
  readonly keys: readonly string[];
  /** Headers as written. */
  readonly names: readonly string[];
  /** Our names for the headers; `undefined` for unrecognised headers. */
  readonly members: readonly (string | undefined)[];
  readonly columns: ReadonlyMap<string, number>;
  readonly known: number;
}

function describe(names: readonly string[], delimiter: string): Candidate {
  const keys = names.map(headerKey);
  // Our own format has no columns "date" and "time"; the former app's log has no "start".
  const source = keys.includes("date") && keys.includes("time") && !keys.includes("start");
  return matchColumns(names, keys, delimiter, source ? "pomodoro_log" : "own");
}

function matchColumns(
  names: readonly string[],
  keys: readonly string[],
  delimiter: string,
  source: CsvSource,
): Candidate {
  const byKey = new Map(COLUMNS[source].map((column) => [headerKey(column), column]));
  const members = keys.map((key) => byKey.get(key));
  const columns = new Map<string, number>();
  members.forEach((member, index) => {
    if (member !== undefined && !columns.has(member)) columns.set(member, index);
  });
  return { delimiter, source, keys, names, members, columns, known: columns.size };
}

/** The layout of another program's table, if its columns are present. */
function foreignLayout({ keys, names, delimiter }: Candidate): CsvLayout | undefined {
  if (keys.length > MAX_COLUMNS) return undefined;
  for (const table of TABLE_FORMATS) {
    const columns = columnsOf(table, names);
    if (columns === undefined) continue;
    const width = keys.length;
    return { source: table.name, table, ...UNMAPPED, delimiter, width, columns, ignored: [] };
  }
  return undefined;
}

function tooMany({ names }: Candidate): FieldProblem[] {
  if (names.length <= MAX_COLUMNS) return [];
  return [{ field: "header", code: "max_items", params: { limit: MAX_COLUMNS } }];
}

/** A timestamp, a number, an id, or several lines: data cells rather than column names. */
const DATA =
  /^\d{4}-\d\d-\d\d(?:[T ]|$)|^[+-]?[\d.,:\s]*\d[\d.,:\s]*$|^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}/i;
const LINE_BREAK = /[\r\n\v\f\u0085\u2028\u2029]/;

/** Reports a header that contains data: either the header is missing, or its line did not end where it should. */
function holdingData({ names }: Candidate): FieldProblem[] {
  const found = names.find((name) => name.split(LINE_BREAK).some((part) => DATA.test(part.trim())));
  if (found === undefined) return [];
  const value = found.split(LINE_BREAK).join(" ").trim().slice(0, NAME_CHARACTERS);
  return [{ field: "header", code: "header_data", params: { value: value.toWellFormed() } }];
}

function repeated({ members, columns }: Candidate): FieldProblem[] {
  return [...columns.keys()]
    .filter((column) => members.indexOf(column) !== members.lastIndexOf(column))
    .map((column) => ({ field: column, code: "column_repeated" }));
}

function missing({ source, columns }: Candidate): FieldProblem[] {
  const needed = source === "own" ? ["start"] : ["date", "time", "duration_min"];
  const absent = needed.filter((column) => !columns.has(column));
  const hasLength = source !== "own" || columns.has("duration_minutes") || columns.has("end");
  if (!hasLength) absent.push("duration_minutes");
  return absent.map((column) => ({ field: column, code: "column_missing" }));
}

/** Names the columns of a table without the required ones, so that the user can say what they mean. */
function present({ names }: Candidate): FieldProblem[] {
  const known = listed(names);
  if (known.length < 2) return [];
  return [{ field: "header", code: "columns_present", params: { known: known.join(", ") } }];
}

function ignoredHeaders({ names, members }: Candidate): string[] {
  return listed(names.filter((_name, index) => members[index] === undefined));
}

function listed(names: readonly string[]): string[] {
  return names
    .filter((name) => name.trim() !== "")
    .slice(0, IGNORED_REPORTED)
    .map((name) => name.trim().slice(0, NAME_CHARACTERS));
}
