import type { ExportFormat } from "../domain/export-formats.ts";
import { validationError } from "../errors.ts";
import type { Clock } from "../ports.ts";
import type { SessionRepository } from "../repositories/session-repository.ts";
import type { WellnessRepository } from "../repositories/wellness-repository.ts";
import type { ZoneOf } from "../repositories/zones-of.ts";
import { growHeapSlowly } from "../runtime/heap-growth.ts";
import type { EpochDay } from "../time/calendar.ts";
import { streamCheckins } from "./export/checkin-stream.ts";
import { EXPORT_WRITERS } from "./export/export-writers.ts";

export interface ExportOptions {
  readonly format: ExportFormat;
  /** First day, by the local date on which sessions ended; unbounded when absent. */
  readonly fromDay?: EpochDay | undefined;
  /** Last day, inclusive; unbounded when absent. */
  readonly toDay?: EpochDay | undefined;
}

export interface ExportService {
  /**
   * Exports all of a user's sessions, oldest end first. CSV, NDJSON and JSON are also import formats: importing them
   * into an empty database restores the same sessions with the same ids. Sessions are read and written in chunks, so
   * memory does not grow with the history. Sessions stored during the export may or may not be included.
   *
   * @throws ServiceError validation_failed when `toDay` is before `fromDay`
   */
  exportSessions(userId: string, options: ExportOptions): AsyncIterable<string | Uint8Array>;
}

export interface ExportServiceParts {
  readonly sessions: Pick<SessionRepository, "stream">;
  readonly checkins: Pick<WellnessRepository, "list">;
  /** The person's settings, by member name. */
  readonly choicesOf: (userId: string) => Promise<Readonly<Record<string, unknown>>>;
  readonly clock: Clock;
  /** Time zone in which times are written. */
  readonly zoneOf: ZoneOf;
}

/** File extension and media type of a format. */
export function exportFile(format: ExportFormat): {
  readonly mediaType: string;
  readonly name: string;
} {
  const { mediaType, extension } = EXPORT_WRITERS[format];
  return { mediaType, name: `sessions.${extension}` };
}

export function exportService(parts: ExportServiceParts): ExportService {
  const { sessions, checkins, choicesOf, clock, zoneOf } = parts;

  async function* pieces(userId: string, { format, fromDay, toDay }: ExportOptions) {
    const range = {
      ...(fromDay !== undefined && { fromDay }),
      ...(toDay !== undefined && { toDay }),
    };
    const zone = await zoneOf(userId);
    const endSlowGrowth = growHeapSlowly();
    try {
      yield* EXPORT_WRITERS[format].write({
        sessions: sessions.stream(userId, range, zone),
        checkins: () => streamCheckins(checkins, userId, fromDay, toDay),
        choices: () => choicesOf(userId),
        zone,
        nowMs: clock.now(),
      });
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
      return pieces(userId, options);
    },
  };
}
