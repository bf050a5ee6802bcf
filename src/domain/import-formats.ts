/** What the exports of other programs are called. */
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
 * What files can be imported as: our own formats first, then the exports of other programs, then archives of them. What a
 * file was read as is `zip` only when its members were of several formats.
 */
export const IMPORT_FORMATS = ["csv", "ndjson", "json", ...FOREIGN_FORMATS, "zip"] as const;
export type ImportFormat = (typeof IMPORT_FORMATS)[number];

/** Where rows come from: part of the identity of rows that have no id. `zip`: the members of an archive differ. */
export type RowSource = "own" | "pomodoro_log" | ForeignFormat | "zip";

export const ROW_SOURCES: readonly RowSource[] = ["own", "pomodoro_log", ...FOREIGN_FORMATS, "zip"];
