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
  /** First and last day, by the local date on which sessions ended; absent means no bound. */
  readonly fromDay?: EpochDay | undefined;
  readonly toDay?: EpochDay | undefined;
}

export interface ExportService {
  /**
   * All of a user's sessions, oldest end first. CSV, NDJSON and JSON are our own import formats: importing them into an
   * empty database gives the same sessions with the same ids. Read and handed out in chunks, so that memory does
   * not grow with the history; sessions written meanwhile may be in it or not.
   *
   * @throws ServiceError validation_failed when `toDay` is before `fromDay`
   */
  exportSessions(userId: string, options: ExportOptions): AsyncIterable<string | Uint8Array>;
}

export interface ExportServiceParts {
  readonly sessions: Pick<SessionRepository, "stream">;
  readonly checkins: Pick<WellnessRepository, "list">;
  /** What a person has chosen, by the members of the settings. */
  readonly choicesOf: (userId: string) => Promise<Readonly<Record<string, unknown>>>;
  readonly clock: Clock;
  /** On whose wall clock times are written. */
  readonly zoneOf: ZoneOf;
}

/** What a file in a format is called and what it is, for those who hand it out. */
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
