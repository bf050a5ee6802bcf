import type { Session } from "../../domain/session.ts";
import { lineWriter } from "./export-writer.ts";
import { contentLine, textValue, utcValue } from "./ics-text.ts";

export const CALENDAR_BEGIN = [
  contentLine("BEGIN", "VCALENDAR"),
  contentLine("VERSION", "2.0"),
  contentLine("PRODID", "-//Pomodoro ML Service//Sessions//EN"),
  contentLine("CALSCALE", "GREGORIAN"),
].join("");
export const CALENDAR_END = contentLine("END", "VCALENDAR");

export const icsWriter = lineWriter({
  mediaType: "text/calendar; charset=utf-8",
  extension: "ics",
  begin: CALENDAR_BEGIN,
  end: CALENDAR_END,
  line: (session) => sessionEvent(session, session.task ?? session.category),
});

/** @param summary title that a calendar shows */
export function sessionEvent(session: Session, summary: string): string {
  const { id, startedAtMs, durationSeconds, category, notes, completed, updatedAtMs } = session;
  const changed = utcValue(updatedAtMs);
  return [
    contentLine("BEGIN", "VEVENT"),
    contentLine("UID", `${id}@pomodoro-ml`),
    contentLine("DTSTAMP", changed),
    contentLine("LAST-MODIFIED", changed),
    contentLine("DTSTART", utcValue(startedAtMs)),
    contentLine("DTEND", utcValue(startedAtMs + durationSeconds * 1000)),
    contentLine("SUMMARY", textValue(summary)),
    contentLine("CATEGORIES", textValue(category)),
    notes === null ? "" : contentLine("DESCRIPTION", textValue(notes)),
    contentLine("TRANSP", "TRANSPARENT"),
    completed ? "" : contentLine("X-POMODORO-COMPLETED", "FALSE"),
    contentLine("END", "VEVENT"),
  ].join("");
}
