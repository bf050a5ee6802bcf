import type { NewSession, Session } from "../../domain/session.ts";
import type { SessionRepository } from "../../repositories/session-repository.ts";
import type { ZoneOf } from "../../repositories/zones-of.ts";
import type { ImportTarget } from "./batch-writer.ts";
import { measureOverlap, type Overlap } from "./overlap.ts";

/** Repository methods that a preview uses. */
export type PreviewSource = Pick<SessionRepository, "findMany" | "findTaken" | "streamForLearning">;

/** Maximum number of rows remembered to recognise a repeated id. */
const REMEMBERED = 20_000;
/** Maximum number of characters in remembered rows. */
const REMEMBERED_CHARACTERS = 4_000_000;

/**
 * Simulates storing a file's rows without storing anything. To recognise ids repeated within the file, the latest
 * 20,000 rows (or fewer long ones) are remembered; an older repetition counts as new.
 */
export class PreviewTarget implements ImportTarget {
  readonly #source: PreviewSource;
  readonly #zoneOf: ZoneOf;
  readonly #seen = new Map<string, Session>();
  #characters = 0;
  #overlap: Overlap = { sessions: 0, ms: 0 };

  constructor(source: PreviewSource, zoneOf: ZoneOf) {
    this.#source = source;
    this.#zoneOf = zoneOf;
  }

  /** Overlap of the sessions that would be stored with the stored ones. */
  get overlap(): Overlap {
    return this.#overlap;
  }

  async insert(sessions: readonly NewSession[], nowMs: number): Promise<ReadonlySet<string>> {
    const taken = await this.#source.findTaken(sessions.map(({ id }) => id));
    const fresh = sessions.filter(({ id }) => !taken.has(id) && !this.#seen.has(id));
    for (const session of fresh) this.#remember(session, nowMs);
    for (const [userId, ofUser] of Map.groupBy(fresh, (session) => session.userId)) {
      const zone = await this.#zoneOf(userId);
      const found = await measureOverlap(ofUser, this.#source, userId, zone);
      const { sessions: count, ms } = this.#overlap;
      this.#overlap = { sessions: count + found.sessions, ms: ms + found.ms };
    }
    return new Set(fresh.map(({ id }) => id));
  }

  async findMany(userId: string, ids: readonly string[]): Promise<Session[]> {
    const stored = await this.#source.findMany(userId, ids);
    const seen = ids
      .map((id) => this.#seen.get(id))
      .filter((session) => session !== undefined)
      .filter((session) => session.userId === userId);
    return [...stored, ...seen];
  }

  #remember(session: NewSession, nowMs: number): void {
    const endedAtMs = session.startedAtMs + session.durationSeconds * 1000;
    this.#seen.set(session.id, { ...session, endedAtMs, createdAtMs: nowMs, updatedAtMs: nowMs });
    this.#characters += lengthOf(session);
    for (const [id, oldest] of this.#seen) {
      if (this.#seen.size <= REMEMBERED && this.#characters <= REMEMBERED_CHARACTERS) return;
      this.#seen.delete(id);
      this.#characters -= lengthOf(oldest);
    }
  }
}

function lengthOf({ notes, task }: NewSession): number {
  return (notes?.length ?? 0) + (task?.length ?? 0);
}
