import type { Session } from "../domain/session.ts";
import { validationError } from "../errors.ts";
import type { SessionRepository } from "../repositories/session-repository.ts";
import type { ZoneOf } from "../repositories/zones-of.ts";
import { growHeapSlowly } from "../runtime/heap-growth.ts";
import type { EpochDay } from "../time/calendar.ts";
import { formatInstant } from "../time/format-instant.ts";
import type { Zone } from "../time/zone.ts";
import { csvCell, guardCell } from "./csv-text.ts";

export type ExportFormat = "csv" | "ndjson";

export interface ExportOptions {
  readonly format: ExportFormat;
  /** First and last day, by the local date on which sessions ended; absent means no bound. */
  readonly fromDay?: EpochDay | undefined;
  readonly toDay?: EpochDay | undefined;
}

export interface ExportService {
  /**
   * All of a user's sessions, oldest end first, as text in our own import format: importing it into an empty
   * database gives the same sessions with the same ids. Read and handed out in chunks, so that memory does
   * not grow with the history; sessions written meanwhile may be in it or not.
   *
   * @throws ServiceError validation_failed when `toDay` is before `fromDay`
   */
  exportSessions(userId: string, options: ExportOptions): AsyncIterable<string>;
}

export interface ExportServiceParts {
  readonly sessions: Pick<SessionRepository, "stream">;
  /** On whose wall clock times are written. */
  readonly zoneOf: ZoneOf;
}

const CSV_HEADER = "id,start,duration_minutes,preset,category,task,rating,completed,notes\n";

export function exportService({ sessions, zoneOf }: ExportServiceParts): ExportService {
  async function* chunks(userId: string, { format, fromDay, toDay }: ExportOptions) {
    const zone = await zoneOf(userId);
    const write = format === "csv" ? csvLine : ndjsonLine;
    const range = {
      ...(fromDay !== undefined && { fromDay }),
      ...(toDay !== undefined && { toDay }),
    };
    // The header goes out with the first rows: a database that does not answer is then still an error.
    let header = format === "csv" ? CSV_HEADER : "";
    const endSlowGrowth = growHeapSlowly();
    try {
      for await (const chunk of sessions.stream(userId, range, zone)) {
        yield header + chunk.map((session) => write(session, zone)).join("");
        header = "";
      }
      if (header !== "") yield header;
    } finally {
      endSlowGrowth();
    }
  }

  return {
    exportSessions(userId, options) {
      const { fromDay, toDay } = options;
      if (fromDay !== undefined && toDay !== undefined && toDay < fromDay) {
        throw validationError([{ field: "to", code: "order", params: { first: "from" } }]);
      }
      return chunks(userId, options);
    },
  };
}

function csvLine(session: Session, zone: Zone): string {
  const cells = [
    session.id,
    formatInstant(session.startedAtMs, zone),
    String(minutesOf(session)),
    csvText(session.preset),
    csvText(session.category),
    csvText(session.task),
    session.rating === null ? "" : String(session.rating),
    String(session.completed),
    csvText(session.notes),
  ];
  return `${cells.join(",")}\n`;
}

function csvText(text: string | null): string {
  return text === null ? "" : csvCell(guardCell(text));
}

function ndjsonLine(session: Session, zone: Zone): string {
  const { id, preset, category, task, rating, completed, notes } = session;
  const start = formatInstant(session.startedAtMs, zone);
  const duration_minutes = minutesOf(session);
  return `${JSON.stringify({ id, start, duration_minutes, preset, category, task, rating, completed, notes })}\n`;
}

/** Enough decimals that the seconds come back exactly. */
function minutesOf({ durationSeconds }: Session): number {
  return Math.round((durationSeconds / 60) * 10_000) / 10_000;
}
