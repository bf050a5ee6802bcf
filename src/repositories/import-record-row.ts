import { type RawBuilder, sql } from "kysely";
import type { DatabaseKind } from "../db/database.ts";
import { IMPORT_FORMATS } from "../domain/import-formats.ts";
import type { ImportRecord } from "../domain/import-run.ts";

const NUMBERS = [
  "started_at_ms",
  "finished_at_ms",
  "undone_at_ms",
  "row_count",
  "imported",
  "unchanged",
  "conflicts",
  "rejected",
  "removed",
  "kept",
  "checkins_imported",
  "checkins_removed",
  "checkins_kept",
] as const;

/** A row of `imports` with the columns of `importColumns`. */
export interface ImportRow {
  readonly id: string;
  readonly format: string;
  readonly file_name: string | null;
  readonly started_at_ms: number;
  readonly finished_at_ms: number | null;
  readonly undone_at_ms: number | null;
  readonly row_count: number;
  readonly imported: number;
  readonly unchanged: number;
  readonly conflicts: number;
  readonly rejected: number;
  readonly removed: number;
  readonly kept: number;
  readonly checkins_imported: number;
  readonly checkins_removed: number;
  readonly checkins_kept: number;
}

/** The columns of an import. The PostgreSQL driver returns bigint as text; milliseconds and counts fit a double. */
export function importColumns(kind: DatabaseKind): RawBuilder<unknown> {
  const cast = kind === "sqlite" ? "" : "::float8";
  const numbers = NUMBERS.map((name) => `${name}${cast} as ${name}`).join(", ");
  return sql.raw(`id, format, file_name, ${numbers}`);
}

export function toImportRecord(row: ImportRow): ImportRecord {
  return {
    id: row.id,
    startedAtMs: row.started_at_ms,
    finishedAtMs: row.finished_at_ms,
    format: IMPORT_FORMATS.find((format) => format === row.format) ?? "csv",
    fileName: row.file_name,
    rows: row.row_count,
    imported: row.imported,
    unchanged: row.unchanged,
    conflicts: row.conflicts,
    rejected: row.rejected,
    removed: row.removed,
    kept: row.kept,
    checkins: {
      imported: row.checkins_imported,
      removed: row.checkins_removed,
      kept: row.checkins_kept,
    },
    undoneAtMs: row.undone_at_ms,
  };
}
