import { Readable } from "node:stream";
import type { FastifyReply } from "fastify";
import type { ExportQuery } from "../schemas/transfer.ts";
import type { PersonExport } from "../services/personal-data/person-export.ts";
import { type ExportService, exportFile } from "../sessions/export-service.ts";
import { type EpochDay, parseDay } from "../time/calendar.ts";

/** Gives an answer the headers of a file of sessions. @returns its bytes, as they are read */
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

/** The same of all that is stored about a person. */
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

/** A day that the schema has found to exist. */
function dayOf(text: string | undefined): EpochDay | undefined {
  return text === undefined ? undefined : parseDay(text);
}
