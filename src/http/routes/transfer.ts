import { Readable } from "node:stream";
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import type { FastifyRequest } from "fastify";
import { Type } from "typebox";
import { EXPORT_FORMATS } from "../../domain/export-formats.ts";
import {
  type ColumnMapping,
  MAPPED_FIELDS,
  type MappedField,
} from "../../domain/import-mapping.ts";
import { type FieldProblem, ServiceError, validationError } from "../../errors.ts";
import { ExportQuery, ImportQuery, ImportRefusal, ImportResult } from "../../schemas/transfer.ts";
import { compileForFastify } from "../../schemas/validate.ts";
import { type ExportService, exportFile } from "../../sessions/export-service.ts";
import { isFruitless } from "../../sessions/import/import-report.ts";
import type { ImportService } from "../../sessions/import/import-sessions.ts";
import { presentImport } from "../../sessions/import/present-import.ts";
import type { RequestedFormat } from "../../sessions/import/requested-format.ts";
import { readZone } from "../../sessions/input/new-session.ts";
import type { Zone } from "../../time/zone.ts";
import { dropAttachment } from "../hooks/attachment.ts";
import { runImport } from "../run-import.ts";
import { exportedSessions } from "../send-export.ts";

export interface TransferOptions {
  readonly importService: ImportService;
  readonly exportService: ExportService;
}

/** Kinds of errors that the refusal of a whole file lists. */
const FIELDS_LISTED = 20;

const tags = ["Sessions"];

/** The format of a file by its media type. The type identifies NDJSON; other formats are detected from the contents. */
const FORMATS: Readonly<Record<string, "auto" | "csv" | "ndjson">> = {
  "text/csv": "csv",
  "application/x-ndjson": "ndjson",
  "application/ndjson": "ndjson",
  "application/json": "auto",
  "application/octet-stream": "auto",
  "application/vnd.sqlite3": "auto",
  "application/x-sqlite3": "auto",
  "application/zip": "auto",
  "text/calendar": "auto",
  "text/org": "auto",
  "text/plain": "auto",
  "text/tab-separated-values": "auto",
};

/** A text that is sent as a stream. */
const text = Type.Unsafe<Readable>({ type: "string" });

/** Response schemas by media type; a JSON document has its own schema. */
const EXPORTED = Object.fromEntries(
  EXPORT_FORMATS.map((format) => {
    const [type = ""] = exportFile(format).mediaType.split(";");
    return [type, { schema: format === "json" ? Type.Unsafe<Readable>({ type: "object" }) : text }];
  }),
);

const file = Type.String({ description: "a file of any size; it is read as it comes" });

/** Import and export of whole histories. Bodies are streams, so they have no size limit and are never held in memory. */
export const transferRoutes: FastifyPluginAsyncTypebox<TransferOptions> = async (
  app,
  { importService, exportService },
) => {
  // This plugin has its own parsers: it accepts no JSON, and refuses other media types with a hint.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(Object.keys(FORMATS), (request, payload, done) => {
    done(isPlainUtf8(request) ? null : new ServiceError("import_media_type"), payload);
  });
  app.addContentTypeParser("*", (_request, _payload, done) => {
    done(new ServiceError("import_media_type"));
  });

  app.post(
    "/api/sessions/import",
    {
      config: { budget: "imports" },
      schema: {
        operationId: "importSessions",
        tags,
        summary: "Import sessions from CSV, NDJSON or the export of another program",
        description:
          "Good rows are stored while the file is read, in short transactions; 422 when there are none, with the same members beside those of the problem. Bad rows are reported with their lines and do not keep the others out. Importing the same file again adds nothing, so a broken import is mended by sending the file again. docs/import.md describes the columns.",
        querystring: ImportQuery,
        body: {
          content: Object.fromEntries(Object.keys(FORMATS).map((type) => [type, { schema: file }])),
        },
        response: { 200: ImportResult, 422: ImportRefusal },
      },
      // The body is a stream, whose rows are validated one by one.
      validatorCompiler: ({ schema, httpPart }) =>
        httpPart === "body"
          ? (value: unknown) => ({ value })
          : compileForFastify({ schema, httpPart }),
    },
    async (request) => {
      const { userId, locale, query } = request;
      const options = {
        format: formatOf(request, query.format),
        userId,
        zone: zoneOf(query.timezone),
        dateOrder: query.date_order,
        preview: query.preview,
        mapping: mappingOf(query),
      };
      const isWhole = () => request.raw.complete;
      const report = await runImport(importService, bytesOf(request.body), options, isWhole);
      const result = presentImport(report, locale, "http");
      if (!isFruitless(report)) return result;
      const { rows, problemGroups } = report;
      const fields = problemGroups.slice(0, FIELDS_LISTED);
      throw new ServiceError("import_nothing", { params: { rows }, fields, members: result });
    },
  );

  app.get(
    "/api/sessions/export",
    {
      schema: {
        operationId: "exportSessions",
        tags,
        summary: "Export sessions as CSV, NDJSON, JSON, a calendar, a Toggl report or a workbook",
        description:
          "Oldest first. CSV, NDJSON and JSON are what the import reads: imported into an empty database they give the same sessions with the same ids; JSON has the check-ins as well. In CSV a text that a spreadsheet would run as a formula begins with an apostrophe; the import takes it away again.",
        querystring: ExportQuery,
        response: {
          200: {
            description: "all sessions, as they are read",
            content: EXPORTED,
          },
        },
      },
      onError: dropAttachment,
    },
    async ({ userId, query }, reply) => exportedSessions(exportService, userId, query, reply),
  );
};

/** The body as a stream. A request without a body is an empty file. */
function bytesOf(body: unknown): AsyncIterable<Uint8Array> {
  // Stopping early must not destroy the stream, which would end the connection before the answer is sent.
  return body instanceof Readable ? body.iterator({ destroyOnReturn: false }) : Readable.from([]);
}

/** The format that the query names, otherwise the one of the media type. */
function formatOf({ headers }: FastifyRequest, named: RequestedFormat | undefined) {
  const format = FORMATS[mediaType(headers["content-type"])];
  if (format === undefined) throw new ServiceError("import_media_type");
  return named ?? format;
}

function mediaType(header: string | undefined): string {
  return (header ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";
}

/** Whether the body is uncompressed UTF-8. */
function isPlainUtf8({ headers }: FastifyRequest): boolean {
  const encoding = headers["content-encoding"] ?? "identity";
  const charset = /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(headers["content-type"] ?? "")?.[1];
  return encoding === "identity" && /^(utf-?8|us-ascii)$/i.test(charset ?? "utf-8");
}

/** The column mapping in parameters such as `map.start`. */
function mappingOf(query: ImportQuery): ColumnMapping | undefined {
  const columns = MAPPED_FIELDS.flatMap((field): [MappedField, string][] => {
    const name = query[`map.${field}`];
    return name === undefined ? [] : [[field, name]];
  });
  return columns.length === 0 ? undefined : Object.fromEntries(columns);
}

function zoneOf(timezone: string | undefined): Zone | undefined {
  const problems: FieldProblem[] = [];
  const zone = readZone(timezone, problems);
  if (problems.length > 0) throw validationError(problems);
  return zone;
}
