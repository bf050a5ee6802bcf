import { headerKey } from "../header-key.ts";
import { unreadableFile } from "../unreadable-file.ts";

/** Tables of known programs that contain no sessions: how they are recognised, and which export does. */
interface OtherExport {
  readonly program: string;
  readonly columns: readonly string[];
  /** Export to use instead; absent when the program offers totals only. */
  readonly instead?: string;
}

const OTHER_EXPORTS: readonly OtherExport[] = [
  { program: "Clockify", columns: ["Project", "Time (h)"] },
  { program: "Clockify", columns: ["Project", "Time (decimal)"] },
  { program: "Toggl Track", columns: ["Project", "Client", "Description", "Duration"] },
  { program: "Toggl Track", columns: ["Project", "Client", "Title", "Duration"] },
  { program: "Toggl Track", columns: ["User", "Email", "Client", "Project", "Total"] },
  { program: "RescueTime", columns: ["Date/Time", "Activity", "Duration (seconds)"] },
  { program: "Pomofocus", columns: ["date", "project", "task", "minutes"] },
  { program: "Watson", columns: ["from", "to", "project", "tag", "time"] },
  { program: "aTimeLogger", columns: ["Activity type", "Duration", "%"] },
  { program: "ActivityWatch", columns: ["timestamp", "duration"], instead: "JSON" },
  { program: "TickTick", columns: ["List Name", "Title", "Due Date"], instead: "JSON" },
  { program: "Wakapi", columns: ["time", "project", "entity"], instead: "JSON" },
];

/**
 * Rejects a table of a known program by name. The message is more helpful than a list of missing columns.
 * @throws ServiceError `import_unreadable`
 */
export function refuseOtherExport(keys: readonly string[]): void {
  const known = OTHER_EXPORTS.find(({ columns }) =>
    columns.every((name) => keys.includes(headerKey(name))),
  );
  if (known === undefined) return;
  const { program, instead } = known;
  if (instead === undefined) throw unreadableFile("totals_only", { program });
  throw unreadableFile("other_export", { program, instead });
}

/** Beginnings of other known programs' texts that cannot be imported. */
const OTHER_TEXTS: readonly (readonly [RegExp, string, string])[] = [
  [/^(?:<\?xml[^>]*>\s*)?<activities[\s>/]/, "Hamster", "TSV"],
  [/^"?Date: [^\n]*\n"?Version:/, "TickTick", "JSON"],
];

/** RescueTime's history of activities, which has no header: hours, and seconds within them. */
const HOURLY = /^"?\d{4}-\d\d-\d\d \d\d:00:00 [+-]\d{4}"?,.*,"?\d+"?\r?\n/;

/** @throws ServiceError `import_unreadable` for files known to contain no history, and for HTML and other markup */
export function refuseOtherText(beginning: string): void {
  const known = OTHER_TEXTS.find(([start]) => start.test(beginning));
  if (known !== undefined) {
    const [, program, instead] = known;
    throw unreadableFile("other_export", { program, instead });
  }
  if (HOURLY.test(beginning)) throw unreadableFile("totals_only", { program: "RescueTime" });
  if (/^<(?:!doctype html|html)[\s>]/i.test(beginning)) {
    throw unreadableFile("markup", { kind: "HTML" });
  }
  if (/^<\?xml\s/.test(beginning)) throw unreadableFile("markup", { kind: "XML" });
}
