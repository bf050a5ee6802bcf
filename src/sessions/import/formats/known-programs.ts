import { unreadableFile } from "../unreadable-file.ts";

interface KnownTable {
  readonly program: string;
  readonly columns: readonly string[];
  /** Whether the file holds sums only. */
  readonly totals: boolean;
}

/** Tables of programs that are recognised by their header and not read; normalised as headers are. */
const TABLES: readonly KnownTable[] = [
  {
    program: "Clockify",
    columns: ["project", "startdate", "starttime", "enddate", "endtime", "duration(h)"],
    totals: false,
  },
  {
    program: "RescueTime",
    columns: ["date", "timespent(seconds)", "activity", "productivity"],
    totals: true,
  },
  { program: "solidtime", columns: ["start", "end", "memberid", "organizationid"], totals: false },
];

/** How the beginnings of files that are no tables give their programs away. */
const HEADS: readonly (readonly [RegExp, string, "sessions" | "totals"])[] = [
  [/^BEGIN:VCALENDAR/i, "iCalendar", "sessions"],
  [
    /^\s*(?:\*+ .*|:[A-Z]+:|#\+.*)(?:\n.*)*\n?\s*CLOCK: \[\d{4}|^\s*CLOCK: \[\d{4}/,
    "Org",
    "sessions",
  ],
  [/^\s*[[{][\s\S]*"buckets"\s*:/, "ActivityWatch", "sessions"],
  [/^\s*\{[\s\S]*"(?:timeSpentOnDay|crossModelVersion)"\s*:/, "Super Productivity", "totals"],
  [/^\s*\[[\s\S]*"pauseDuration"\s*:/, "TickTick", "sessions"],
  [/^\s*\{[\s\S]*"(?:heartbeats|grand_total)"\s*:/, "WakaTime", "sessions"],
  [/^\s*\[\s*\{[\s\S]*"start"\s*:\s*"\d{8}T\d{6}Z"/, "Timewarrior", "sessions"],
  [/^\s*\[\s*\[\s*\d{9,}\s*,\s*\d{9,}\s*,/, "Watson", "sessions"],
];

/** Headers of trackers that say what was worked on in words of their own. */
const TELLING = new Set([
  "activity",
  "activityname",
  "billable",
  "client",
  "clientid",
  "comment",
  "description",
  "isbreak",
  "project",
  "projectid",
  "tag",
  "tags",
  "taskid",
  "title",
  "type",
]);

/**
 * Refuses a file that is known to be another program's.
 * @throws ServiceError `import_unreadable`, naming the program
 */
export function refuseKnownHead(head: string): void {
  const found = HEADS.find(([pattern]) => pattern.test(head));
  if (found !== undefined) refuse(found[1], found[2] === "totals");
}

/** @throws ServiceError `import_unreadable` for the header of a known table */
export function refuseKnownTable(keys: readonly string[]): void {
  const found = TABLES.find(({ columns }) => columns.every((column) => keys.includes(column)));
  if (found !== undefined) refuse(found.program, found.totals);
}

/**
 * Refuses a table that has our times by chance: what it says about the work would be dropped, and breaks would be
 * taken for work.
 * @throws ServiceError `import_unreadable`, naming the columns
 */
export function refuseHalfMatch(keys: readonly string[]): void {
  if (keys.includes("category")) return;
  const telling = keys.filter((key) => TELLING.has(key));
  if (telling.length === 0) return;
  throw unreadableFile("half_match", { columns: telling.join(", ") }, "header");
}

function refuse(program: string, isTotals: boolean): never {
  throw unreadableFile(isTotals ? "totals_only" : "known_program", { program });
}
