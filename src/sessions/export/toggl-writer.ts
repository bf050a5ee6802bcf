import type { Session } from "../../domain/session.ts";
import { formatDay, MS_PER_DAY } from "../../time/calendar.ts";
import type { Zone } from "../../time/zone.ts";
import { csvText } from "./csv-writer.ts";
import { lineWriter } from "./export-writer.ts";

const COLUMNS = [
  ...["User", "Email", "Client", "Project", "Task", "Description", "Billable"],
  ...["Start date", "Start time", "End date", "End time", "Duration", "Tags", "Amount ()"],
];

/**
 * Toggl Track's detailed report. It has no columns for rating, preset or completion. Notes are written only for a
 * session with a task.
 */
export const togglWriter = lineWriter({
  mediaType: "text/csv; charset=utf-8",
  extension: "csv",
  begin: `${COLUMNS.join(",")}\r\n`,
  end: "",
  line(session, zone) {
    const { startedAtMs, durationSeconds } = session;
    const [startDate, startTime] = wallClock(startedAtMs, zone);
    const [endDate, endTime] = wallClock(startedAtMs + durationSeconds * 1000, zone);
    const [task, description] = textsOf(session);
    const cells = [
      ...["", "", "", csvText(session.category), csvText(task), csvText(description), "No"],
      ...[startDate, startTime, endDate, endTime, clockLength(durationSeconds), "", ""],
    ];
    return `${cells.join(",")}\r\n`;
  },
});

/** Task and description. Toggl uses the description alone for the work itself. */
function textsOf({ task, notes }: Session): readonly [string | null, string | null] {
  const hasTask = task !== null && task !== "";
  if (!hasTask) return [null, null];
  return notes === null || notes.trim() === "" ? [null, task] : [task, notes];
}

function wallClock(epochMs: number, zone: Zone): readonly [string, string] {
  const { day, msOfDay } = zone.localAt(epochMs);
  return [formatDay(day), new Date(msOfDay % MS_PER_DAY).toISOString().slice(11, 19)];
}

function clockLength(seconds: number): string {
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return parts.map((part) => String(part).padStart(2, "0")).join(":");
}
