import type { ImportRecord } from "../../domain/import-run.ts";
import { ServiceError } from "../../errors.ts";
import type { Clock } from "../../ports.ts";
import type { ImportRepository } from "../../repositories/import-repository.ts";
import type { ZoneOf } from "../../repositories/zones-of.ts";
import type { ImportBody, ImportList } from "../../schemas/imports.ts";
import { formatInstant } from "../../time/format-instant.ts";
import type { Zone } from "../../time/zone.ts";

/** List of the imports that stored something, and their undo. */
export interface ImportHistory {
  /** Newest first. */
  list(
    userId: string,
    page: { readonly after: string | undefined; readonly limit: number },
  ): Promise<ImportList>;
  /** Users for whom an import added sessions. */
  listUsers(id: string): Promise<string[]>;
  /**
   * Removes the user's sessions and check-ins that the import added and that were not changed since. Repeating it
   * removes nothing more.
   * @throws ServiceError import_not_found
   */
  undo(userId: string, id: string): Promise<ImportBody>;
}

export interface ImportHistoryParts {
  readonly imports: ImportRepository;
  readonly clock: Clock;
  readonly zoneOf: ZoneOf;
}

export function createImportHistory({ imports, clock, zoneOf }: ImportHistoryParts): ImportHistory {
  return {
    async list(userId, { after, limit }) {
      const found = await imports.list(userId, { after, limit: limit + 1 });
      const page = found.slice(0, limit);
      const zone = await zoneOf(userId);
      return {
        imports: page.map((record) => presentRecord(record, zone)),
        next: found.length > limit ? (page.at(-1)?.id ?? null) : null,
      };
    },

    listUsers: (id) => imports.listUsers(id),

    async undo(userId, id) {
      const record = await imports.undo(userId, id, clock.now());
      if (record === undefined) throw importNotFound(id);
      return presentRecord(record, await zoneOf(userId));
    },
  };
}

export function importNotFound(id: string): ServiceError {
  return new ServiceError("import_not_found", { params: { id } });
}

function presentRecord(record: ImportRecord, zone: Zone): ImportBody {
  const { finishedAtMs, undoneAtMs } = record;
  return {
    id: record.id,
    started_at: formatInstant(record.startedAtMs, zone),
    finished_at: finishedAtMs === null ? null : formatInstant(finishedAtMs, zone),
    format: record.format,
    file_name: record.fileName,
    rows: record.rows,
    imported: record.imported,
    unchanged: record.unchanged,
    conflicts: record.conflicts,
    rejected: record.rejected,
    removed: record.removed,
    kept: record.kept,
    checkins: { ...record.checkins },
    undone_at: undoneAtMs === null ? null : formatInstant(undoneAtMs, zone),
  };
}
