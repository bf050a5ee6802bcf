/** What files can be imported as: our own formats first, then the exports of other programs. */
export const IMPORT_FORMATS = [
  "csv",
  "ndjson",
  "toggl",
  "solidtime",
  "kimai",
  "simple-time-tracker",
  "hamster",
  "forest",
  "pomofocus",
  "be-focused",
  "atimelogger",
] as const;
export type ImportFormat = (typeof IMPORT_FORMATS)[number];

/** Where rows come from: part of the identity of rows that have no id. */
export type RowSource = "own" | "pomodoro_log" | Exclude<ImportFormat, "csv" | "ndjson">;

export const ROW_SOURCES: readonly RowSource[] = [
  "own",
  "pomodoro_log",
  "toggl",
  "solidtime",
  "kimai",
  "simple-time-tracker",
  "hamster",
  "forest",
  "pomofocus",
  "be-focused",
  "atimelogger",
];
