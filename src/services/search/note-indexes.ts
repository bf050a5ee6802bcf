import { LRUCache } from "lru-cache";
import type { People, PersonState } from "../../ports.ts";
import type { SessionRepository } from "../../repositories/session-repository.ts";
import { type DayCut, dayMomentAt } from "../../time/local-day.ts";
import { type NoteIndex, readNotes } from "./note-index.ts";

/** Indexes of people who search. The least recently used ones are evicted, and rebuilt when needed. */
export interface NoteIndexes {
  /** Index of the newest data. */
  of(userId: string): Promise<PersonalIndex>;
  /** Index in memory; `undefined` when the person has not searched recently. */
  peek(userId: string): NoteIndex | undefined;
  /** Also discards an index that is being built. */
  forget(userId: string): void;
}

export interface PersonalIndex {
  readonly notes: NoteIndex;
  /** Day boundaries for the notes. */
  readonly cut: DayCut;
}

export interface NoteIndexesParts {
  readonly sessions: Pick<SessionRepository, "stream">;
  readonly people: People;
  readonly maxBytes: number;
}

export function createNoteIndexes(parts: NoteIndexesParts): NoteIndexes {
  const { sessions, people } = parts;
  const indexes = new LRUCache<string, PersonalIndex>({
    maxSize: parts.maxBytes,
    sizeCalculation: ({ notes }) => notes.bytes + 1,
  });
  const building = new Map<
    string,
    { readonly version: number; readonly index: Promise<PersonalIndex> }
  >();

  /** Incremented whenever a person is cleared from memory. */
  let forgotten = 0;

  async function build(userId: string, { version, cut }: PersonState): Promise<PersonalIndex> {
    const chunks = sessions.stream(userId, {}, cut.zone);
    const known = indexes.get(userId);
    const before = known?.cut === cut ? known.notes : undefined;
    const dayOf = (ms: number) => dayMomentAt(ms, cut).day;
    const from = forgotten;
    const notes = await (before?.renew(version, chunks) ?? readNotes(version, chunks, dayOf));
    const index = { notes, cut };
    if (forgotten === from) indexes.set(userId, index);
    return index;
  }

  return {
    async of(userId) {
      // Read before the sessions, so that concurrent writes belong to a later version.
      const person = await people.current(userId);
      const { version, cut } = person;
      const known = indexes.get(userId);
      if (known?.notes.version === version && known.cut === cut) return known;
      const underWay = building.get(userId);
      if (underWay?.version === version) return underWay.index;
      const index = build(userId, person);
      building.set(userId, { version, index });
      const finish = () => {
        if (building.get(userId)?.index === index) building.delete(userId);
      };
      index.then(finish, finish);
      return index;
    },
    peek: (userId) => indexes.peek(userId)?.notes,
    forget(userId) {
      forgotten += 1;
      indexes.delete(userId);
      building.delete(userId);
    },
  };
}
