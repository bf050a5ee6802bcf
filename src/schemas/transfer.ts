import { type Static, Type } from "typebox";
import { DATE_ORDERS } from "../domain/date-order.ts";
import { EXPORT_FORMATS } from "../domain/export-formats.ts";
import { IMPORT_FORMATS, ROW_SOURCES } from "../domain/import-formats.ts";
import type { MappedField } from "../domain/import-mapping.ts";
import { nullable } from "./answer.ts";
import { DateText, Problem } from "./common.ts";
import { NewSessionBody } from "./sessions.ts";

/** A remark about one line of an imported file. */
const ImportRemark = Type.Object(
  {
    member: Type.Optional(Type.String({ description: "path of the file in a ZIP archive" })),
    line: Type.Integer({ minimum: 1, description: "line of the file; the header is line 1" }),
    field: Type.String({ description: "column or member; `line` for the line as a whole" }),
    code: Type.String({ description: "stable code; docs/errors.md lists all" }),
    message: Type.String(),
    value: Type.Optional(
      Type.String({ description: "the value, shortened; never a task or notes" }),
    ),
  },
  { title: "ImportRemark", additionalProperties: false },
);

/** Rows with the same remark. */
const ProblemGroup = Type.Object(
  {
    field: Type.String(),
    code: Type.String(),
    message: Type.String(),
    rows: Type.Integer({ minimum: 1, description: "how many" }),
    lines: Type.Array(Type.Integer({ minimum: 1 }), { description: "the first of them" }),
    member: Type.Optional(Type.String({ description: "path of their file in a ZIP archive" })),
    value: Type.Optional(Type.String({ description: "the value in the first of them" })),
    remedy: Type.Optional(
      Type.Literal("timezone", { description: "the parameter or option that fixes all of them" }),
    ),
  },
  { title: "ImportProblemGroup", additionalProperties: false },
);

const count = (description: string) => Type.Integer({ minimum: 0, description });

const MappedColumn = (description: string) =>
  Type.Optional(Type.String({ minLength: 1, maxLength: 200, description }));

/** Column headers of an unrecognised table, by field. */
const COLUMNS = {
  start: MappedColumn(
    "a date and a time, or with `date` only a time; as RFC 3339, in a tracker's format, or in seconds",
  ),
  end: MappedColumn("same format as `start`"),
  date: MappedColumn("the day, where `start` and `end` are times of day"),
  duration: MappedColumn(
    "a duration: `1:30`, `1h 30m`, or a number in minutes or in the unit that the header names",
  ),
  preset: MappedColumn("the timer preset"),
  category: MappedColumn("the category"),
  task: MappedColumn("the task"),
  rating: MappedColumn("0 to 100"),
  completed: MappedColumn("yes or no"),
  notes: MappedColumn("notes"),
} as const satisfies Record<MappedField, unknown>;

const MappingBody = Type.Object(
  {
    from: Type.Enum(["given", "remembered"], {
      description: "`remembered`: given with an earlier file that had the same header",
    }),
    columns: Type.Object(COLUMNS, { additionalProperties: false }),
  },
  { title: "ImportMapping", additionalProperties: false },
);

/** Preview of an import, in addition to the counts. */
const ImportPreview = Type.Object(
  {
    timezone: nullable("string", {
      description: "zone of times without an offset; null: none was given",
    }),
    sessions: Type.Array(NewSessionBody, { description: "the first that would be stored" }),
    overlap: Type.Object(
      {
        sessions: count("new sessions that overlap a stored one"),
        minutes: count("how long in all"),
      },
      {
        additionalProperties: false,
        description: "possibly the same work, tracked by two programs",
      },
    ),
  },
  { title: "ImportPreview", additionalProperties: false },
);

/** Outcomes of the check-ins of our own export; an existing check-in of a day is kept. */
const CheckinCounts = Type.Object(
  {
    imported: count("stored now; in a preview, what would be"),
    unchanged: count("already stored with the same content"),
    conflicts: count("on days with another check-in, which was kept"),
    rejected: count("could not be stored; see `problems`"),
  },
  { title: "ImportCheckins", additionalProperties: false },
);

/** Outcomes of the settings of our own export; an existing setting is kept. */
const SettingCounts = Type.Object(
  {
    imported: count("chosen now; in a preview, what would be"),
    unchanged: count("already set to the same value"),
    conflicts: count("already set to another value, which was kept"),
    rejected: count("could not be read; see `problems`"),
  },
  { title: "ImportSettings", additionalProperties: false },
);

export const ImportResult = Type.Object(
  {
    import_id: nullable("string", {
      format: "uuid",
      description: "by which the import is listed and undone; null when it stored nothing",
    }),
    format: Type.Enum([...IMPORT_FORMATS], {
      description: "what the file was read as; `zip`: an archive of several formats",
    }),
    source: Type.Enum([...ROW_SOURCES], {
      description: "`pomodoro_log`: the log that the older desktop app wrote",
    }),
    lines: count("lines of the file"),
    rows: count("imported + unchanged + conflicts + rejected"),
    imported: count("stored now; in a preview, what would be"),
    unchanged: count("already stored with the same content"),
    conflicts: count("already stored with other content, which was kept; see `notes`"),
    rejected: count("could not be stored; see `problems`"),
    checkins: Type.Optional(CheckinCounts),
    settings: Type.Optional(SettingCounts),
    problems: Type.Array(ImportRemark, {
      description: "what is wrong with rejected rows, by line; at most 100",
    }),
    problems_truncated: Type.Boolean({ description: "whether there were more problems" }),
    problem_groups: Type.Array(ProblemGroup, {
      description: "the same, one entry for all rows with the same fault",
    }),
    notes: Type.Array(ImportRemark, {
      description: "remarks about rows that were not rejected, by line; at most 100",
    }),
    notes_truncated: Type.Boolean(),
    ignored_columns: Type.Array(Type.String(), {
      description: "ignored headers, whose cells were not read",
    }),
    first_start: nullable("string", {
      description: "earliest start among the rows that were not rejected",
    }),
    last_start: nullable("string", { description: "latest start among them" }),
    mapping: Type.Optional(MappingBody),
    preview: Type.Optional(ImportPreview),
  },
  { title: "ImportResult", additionalProperties: false },
);
export type ImportResult = Static<typeof ImportResult>;

/** Rejection of a file, with the faults of its rows if any were readable. */
export const ImportRefusal = Type.Object(
  { ...Problem.properties, ...Type.Partial(ImportResult).properties },
  { title: "ImportRefusal", additionalProperties: false },
);

export const ImportQuery = Type.Object(
  {
    format: Type.Optional(
      Type.Enum([...IMPORT_FORMATS], {
        description: "expected format of the file; detected when absent",
      }),
    ),
    preview: Type.Boolean({
      default: false,
      description: "stores nothing, and reports what would be stored",
    }),
    date_order: Type.Optional(
      Type.Enum([...DATE_ORDERS], {
        description:
          "order of day and month in dates such as 03/02/2026, if no row of the file determines it",
      }),
    ),
    "map.start": COLUMNS.start,
    "map.end": COLUMNS.end,
    "map.date": COLUMNS.date,
    "map.duration": COLUMNS.duration,
    "map.preset": COLUMNS.preset,
    "map.category": COLUMNS.category,
    "map.task": COLUMNS.task,
    "map.rating": COLUMNS.rating,
    "map.completed": COLUMNS.completed,
    "map.notes": COLUMNS.notes,
    timezone: Type.Optional(
      Type.String({
        maxLength: 100,
        description:
          "IANA zone of times without an offset. Without it they are rejected, except in the older app's log, which is read in the person's zone.",
      }),
    ),
  },
  { additionalProperties: false },
);

export type ImportQuery = Static<typeof ImportQuery>;

export const ExportQuery = Type.Object(
  {
    format: Type.Enum([...EXPORT_FORMATS], {
      default: "csv",
      description:
        "`json`: everything, check-ins included; `ics`: a calendar; `toggl`: Toggl Track's detailed report; `xlsx`: a workbook",
    }),
    from: Type.Optional(
      Type.String({
        ...DateText,
        description: "first day, by the local date of the session's end",
      }),
    ),
    to: Type.Optional(Type.String({ ...DateText, description: "last day, inclusive" })),
  },
  { additionalProperties: false },
);
export type ExportQuery = Static<typeof ExportQuery>;
