import type { Session } from "../../domain/session.ts";
import type { WellnessCheckin } from "../../schemas/wellness.ts";
import type { Zone } from "../../time/zone.ts";

/** What a person has recorded, to be read once. */
export interface ExportSource {
  /** Oldest end first, in chunks. */
  readonly sessions: AsyncIterable<readonly Session[]>;
  /** Oldest first, in chunks. */
  readonly checkins: () => AsyncIterable<readonly WellnessCheckin[]>;
  /** What the person has chosen, by the members of the settings, and nothing that they have not. */
  readonly choices: () => Promise<Readonly<Record<string, unknown>>>;
  /** On whose wall clock times are written. */
  readonly zone: Zone;
  readonly nowMs: number;
}

/** One format of exports. */
export interface ExportWriter {
  readonly mediaType: string;
  /** Of a file's name, without the dot. */
  readonly extension: string;
  /** The file, in pieces; nothing before the first sessions were read. */
  write(source: ExportSource): AsyncIterable<string | Uint8Array>;
}

/** A writer of a text in which each session stands for itself, between a beginning and an end. */
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
      // The beginning goes out with the first rows: a database that does not answer is then still an error.
      let before = begin;
      for await (const chunk of sessions) {
        yield before + chunk.map((session) => line(session, zone)).join("");
        before = "";
      }
      if (before !== "" || end !== "") yield before + end;
    },
  };
}

/** Enough decimals that the seconds come back exactly. */
export function minutesOf({ durationSeconds }: Session): number {
  return Math.round((durationSeconds / 60) * 10_000) / 10_000;
}
