/** Export formats of other programs. */
const FOREIGN_FORMATS = [
  "toggl",
  "clockify",
  "solidtime",
  "kimai",
  "simple-time-tracker",
  "hamster",
  "forest",
  "pomofocus",
  "be-focused",
  "atimelogger",
  "watson",
  "timewarrior",
  "ticktick",
  "activitywatch",
  "wakatime",
  "pomotroid",
  "super-productivity",
  "icalendar",
  "org",
  "rescuetime",
] as const;
export type ForeignFormat = (typeof FOREIGN_FORMATS)[number];

/**
 * Formats that can be imported: our own, then the exports of other programs, then archives of them. A file is reported
 * as `zip` only when its members have several formats.
 */
export const IMPORT_FORMATS = ["csv", "ndjson", "json", ...FOREIGN_FORMATS, "zip"] as const;
export type ImportFormat = (typeof IMPORT_FORMATS)[number];

/** The names of formats, the same in every language. */
export const FORMAT_NAMES: Readonly<Record<ImportFormat, string>> = {
  csv: "CSV",
  ndjson: "NDJSON",
  json: "JSON",
  toggl: "Toggl Track",
  clockify: "Clockify",
  solidtime: "solidtime",
  kimai: "Kimai",
  "simple-time-tracker": "Simple Time Tracker",
  hamster: "Hamster",
  forest: "Forest",
  pomofocus: "Pomofocus",
  "be-focused": "Be Focused",
  atimelogger: "aTimeLogger",
  watson: "Watson",
  timewarrior: "Timewarrior",
  ticktick: "TickTick",
  activitywatch: "ActivityWatch",
  wakatime: "WakaTime",
  pomotroid: "Pomotroid",
  "super-productivity": "Super Productivity",
  icalendar: "iCalendar",
  org: "Org mode",
  rescuetime: "RescueTime",
  zip: "ZIP",
};

/**
 * Origin of imported rows. It is part of the identity of rows that have no id. `zip`: the members of an archive differ.
 */
export type RowSource = "own" | "pomodoro_log" | ForeignFormat | "zip";

export const ROW_SOURCES: readonly RowSource[] = ["own", "pomodoro_log", ...FOREIGN_FORMATS, "zip"];
