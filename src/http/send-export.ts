import { Readable } from "node:stream";
import type { FastifyReply } from "fastify";
import type { ExportQuery } from "../schemas/transfer.ts";
import type { PersonExport } from "../services/personal-data/person-export.ts";
import { type ExportService, exportFile } from "../sessions/export-service.ts";
import { type EpochDay, parseDay } from "../time/calendar.ts";

/** Sets the headers of a file of sessions. @returns a stream of its bytes */
export function exportedSessions(
  exportService: ExportService,
  userId: string,
  query: ExportQuery,
  reply: FastifyReply,
): Readable {
  const sessions = exportService.exportSessions(userId, {
    format: query.format,
    fromDay: dayOf(query.from),
    toDay: dayOf(query.to),
  });
  const { mediaType, name } = exportFile(query.format);
  reply.header("content-type", mediaType);
  reply.header("content-disposition", `attachment; filename="${name}"`);
  reply.header("cache-control", "no-store");
  return Readable.from(sessions, { objectMode: false });
}

/** Sets the headers of a file with all data about a person. @returns a stream of its bytes */
export function exportedPerson(
  personExport: PersonExport,
  userId: string,
  reply: FastifyReply,
): Readable {
  reply.header("content-type", "application/x-ndjson; charset=utf-8");
  reply.header("content-disposition", 'attachment; filename="person.ndjson"');
  reply.header("cache-control", "no-store");
  return Readable.from(personExport.exportPerson(userId), { objectMode: false });
}

/** Parses a day that the schema has validated. */
function dayOf(text: string | undefined): EpochDay | undefined {
  return text === undefined ? undefined : parseDay(text);
}
