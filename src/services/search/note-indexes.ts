import { LRUCache } from "lru-cache";
import type { VersionFeed } from "../../ports.ts";
import type { SessionRepository } from "../../repositories/session-repository.ts";
import { type DayCut, dayMomentAt } from "../../time/local-day.ts";
import { type NoteIndex, readNotes } from "./note-index.ts";

/** The indexes of the people who search; the least recently used are dropped, and built again when needed. */
export interface NoteIndexes {
  /** Of the newest data. */
  of(userId: string): Promise<NoteIndex>;
  /** What is in memory; nothing when the person has not searched lately. */
  peek(userId: string): NoteIndex | undefined;
  /** Also what is being read just now. */
  forget(userId: string): void;
}

export interface NoteIndexesParts {
  readonly sessions: Pick<SessionRepository, "stream">;
  readonly feed: VersionFeed;
  readonly cutOf: (userId: string) => DayCut;
  readonly maxBytes: number;
}

export function createNoteIndexes(parts: NoteIndexesParts): NoteIndexes {
  const { sessions, feed, cutOf } = parts;
  const indexes = new LRUCache<string, NoteIndex>({
    maxSize: parts.maxBytes,
    sizeCalculation: ({ bytes }) => bytes + 1,
  });
  const building = new Map<
    string,
    { readonly version: number; readonly index: Promise<NoteIndex> }
  >();

  /** Raised whenever somebody is forgotten. */
  let forgotten = 0;

  async function build(userId: string, version: number): Promise<NoteIndex> {
    const chunks = sessions.stream(userId, {});
    const before = indexes.get(userId);
    const dayOf = (ms: number) => dayMomentAt(ms, cutOf(userId)).day;
    const from = forgotten;
    const index = await (before?.renew(version, chunks) ?? readNotes(version, chunks, dayOf));
    if (forgotten === from) indexes.set(userId, index);
    return index;
  }

  return {
    async of(userId) {
      // Read before the sessions are: what is written meanwhile is of a later version.
      const version = await feed.current(userId);
      const known = indexes.get(userId);
      if (known?.version === version) return known;
      const underWay = building.get(userId);
      if (underWay?.version === version) return underWay.index;
      const index = build(userId, version);
      building.set(userId, { version, index });
      const finish = () => {
        if (building.get(userId)?.index === index) building.delete(userId);
      };
      index.then(finish, finish);
      return index;
    },
    peek: (userId) => indexes.peek(userId),
    forget(userId) {
      forgotten += 1;
      indexes.delete(userId);
      building.delete(userId);
    },
  };
}
