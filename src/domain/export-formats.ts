/** Formats in which sessions can be exported. */
export const EXPORT_FORMATS = ["csv", "ndjson", "json", "ics", "toggl", "xlsx"] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];
