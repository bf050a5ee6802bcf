import type { ExportFormat } from "../../domain/export-formats.ts";
import { csvWriter } from "./csv-writer.ts";
import type { ExportWriter } from "./export-writer.ts";
import { icsWriter } from "./ics-writer.ts";
import { jsonWriter } from "./json-writer.ts";
import { ndjsonWriter } from "./ndjson-writer.ts";
import { togglWriter } from "./toggl-writer.ts";
import { xlsxWriter } from "./xlsx-writer.ts";

export const EXPORT_WRITERS: Readonly<Record<ExportFormat, ExportWriter>> = {
  csv: csvWriter,
  ndjson: ndjsonWriter,
  json: jsonWriter,
  ics: icsWriter,
  toggl: togglWriter,
  xlsx: xlsxWriter,
};
