import type { Session } from "../../domain/session.ts";
import type { WellnessCheckin } from "../../schemas/wellness.ts";
import type { Zone } from "../../time/zone.ts";

/** A person's recorded data; each part can be read once. */
export interface ExportSource {
  /** Oldest end first, in chunks. */
  readonly sessions: AsyncIterable<readonly Session[]>;
  /** Oldest first, in chunks. */
  readonly checkins: () => AsyncIterable<readonly WellnessCheckin[]>;
  /** Settings that the person has chosen, by member name; defaults are left out. */
  readonly choices: () => Promise<Readonly<Record<string, unknown>>>;
  /** Time zone in which times are written. */
  readonly zone: Zone;
  readonly nowMs: number;
}

/** Writer of one export format. */
export interface ExportWriter {
  readonly mediaType: string;
  /** File extension without the dot. */
  readonly extension: string;
  /** The file in chunks. Nothing is written before the first sessions have been read. */
  write(source: ExportSource): AsyncIterable<string | Uint8Array>;
}

/** Creates a writer for a text format in which sessions are written independently, between a header and a footer. */
export function lineWriter(parts: {
  readonly mediaType: string;
  readonly extension: string;
  readonly begin: string;
  readonly end: string;
  readonly line: (session: Session, zone: Zone) => string;
}): ExportWriter {
  const { mediaType, extension, begin, end, line } = parts;
  return {
    mediaType,
    extension,
    async *write({ sessions, zone }) {
      // The header is sent together with the first rows, so that a database failure can still become an error response.
      let before = begin;
      for await (const chunk of sessions) {
        yield before + chunk.map((session) => line(session, zone)).join("");
        before = "";
      }
      if (before !== "" || end !== "") yield before + end;
    },
  };
}

/** Rounded to enough decimals to restore the seconds exactly. */
export function minutesOf({ durationSeconds }: Session): number {
  return Math.round((durationSeconds / 60) * 10_000) / 10_000;
}
