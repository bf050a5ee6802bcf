import type { Session } from "../../domain/session.ts";
import { formatInstant } from "../../time/format-instant.ts";
import type { Zone } from "../../time/zone.ts";
import { lineWriter, minutesOf } from "./export-writer.ts";

export const ndjsonWriter = lineWriter({
  mediaType: "application/x-ndjson; charset=utf-8",
  extension: "ndjson",
  begin: "",
  end: "",
  line: (session, zone) => `${JSON.stringify(sessionMembers(session, zone))}\n`,
});

/** Members that identify and describe a session, in the form that the import reads. */
export function sessionMembers(session: Session, zone: Zone) {
  const { id, preset, category, task, rating, completed, notes } = session;
  const start = formatInstant(session.startedAtMs, zone);
  const duration_minutes = minutesOf(session);
  return { id, start, duration_minutes, preset, category, task, rating, completed, notes };
}
