import { PERSON_TABLES } from "../../domain/person-tables.ts";
import type { Clock } from "../../ports.ts";
import type { PersonRowRepository } from "../../repositories/person-row-repository.ts";
import type { SessionRepository } from "../../repositories/session-repository.ts";
import type { WellnessRepository } from "../../repositories/wellness-repository.ts";
import type { ZoneOf } from "../../repositories/zones-of.ts";
import { streamCheckins } from "../../sessions/export/checkin-stream.ts";
import { PERSON_FORMAT } from "../../sessions/import/person-row.ts";
import { presentSession } from "../../sessions/present-session.ts";
import { formatInstant } from "../../time/format-instant.ts";
import { presentCheckin } from "../wellness/present-checkin.ts";

export interface PersonExport {
  /**
   * Everything stored about a person, as NDJSON in chunks of whole lines: first the rows that an import reads, then
   * every other row as stored. docs/personal-data.md describes the lines.
   */
  exportPerson(userId: string): AsyncIterable<string>;
}

export interface PersonExportParts {
  readonly sessions: Pick<SessionRepository, "stream">;
  readonly checkins: Pick<WellnessRepository, "list">;
  readonly choicesOf: (userId: string) => Promise<Readonly<Record<string, unknown>>>;
  readonly rows: PersonRowRepository;
  readonly clock: Clock;
  readonly zoneOf: ZoneOf;
}

/** Version of the export format. */
const VERSION = 1;
/** Tables written in the form that the import reads. */
const OWN_FORM: ReadonlySet<string> = new Set(["sessions", "wellness_checkins"]);

export function createPersonExport(parts: PersonExportParts): PersonExport {
  const { sessions, checkins, choicesOf, rows, clock, zoneOf } = parts;

  async function* records(userId: string): AsyncGenerator<readonly object[]> {
    const zone = await zoneOf(userId);
    const exported_at = formatInstant(Math.floor(clock.now()), zone);
    yield [
      {
        ...{ type: "export", format: PERSON_FORMAT, version: VERSION },
        ...{ user: userId, timezone: zone.id, exported_at },
      },
    ];
    for await (const chunk of sessions.stream(userId, {})) {
      yield chunk.map((session) => {
        // The import uses the duration, which is shorter than the interval after a pause.
        const { end: _, ...shown } = presentSession(session, zone);
        return { type: "session", ...shown };
      });
    }
    for await (const chunk of streamCheckins(checkins, userId)) {
      yield chunk.map((checkin) => ({ type: "check_in", ...presentCheckin(checkin, zone) }));
    }
    yield [{ type: "settings", ...(await choicesOf(userId)) }];
    for (const table of PERSON_TABLES) {
      if (OWN_FORM.has(table.name)) continue;
      for await (const chunk of rows.read(table, userId)) {
        yield chunk.map((row) => ({ type: table.name, ...row }));
      }
    }
  }

  return {
    async *exportPerson(userId) {
      let lines = 1;
      for await (const chunk of records(userId)) {
        lines += chunk.length;
        if (chunk.length > 0) yield chunk.map((record) => `${JSON.stringify(record)}\n`).join("");
      }
      // A file without this line is incomplete.
      yield `${JSON.stringify({ type: "end", lines })}\n`;
    },
  };
}
