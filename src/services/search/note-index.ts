import { setImmediate as nextTurn } from "node:timers/promises";
import type { Session } from "../../domain/session.ts";
import type { EpochDay } from "../../time/calendar.ts";
import { type LexicalIndex, lexicalIndex, type TermCounts, vocabulary } from "./lexical-index.ts";

/** The parts of a session that search shows. */
export interface SearchableNote {
  readonly id: string;
  readonly day: EpochDay;
  readonly category: string;
  readonly task: string | null;
  readonly notes: string | null;
  readonly rating: number | null;
}

/** Search index of one person, at one version of their data. */
export interface NoteIndex {
  readonly version: number;
  readonly notes: readonly SearchableNote[];
  readonly index: LexicalIndex;
  readonly bytes: number;
  /** Updates the index; texts read before are not read again. */
  renew(version: number, sessions: SessionChunks): Promise<NoteIndex>;
}

export type SessionChunks = AsyncIterable<readonly Session[]>;

/** Texts read before yielding to the event loop; each takes about 90 µs. */
const TEXTS_PER_TURN = 50;

/** Size of a text, its session and its map entry, in addition to its terms. */
const BYTES_PER_NOTE = 600;

/** Terms of the texts read, by text. */
type Read = ReadonlyMap<string, TermCounts>;

export function readNotes(
  version: number,
  sessions: SessionChunks,
  dayOf: (endedAtMs: number) => EpochDay,
): Promise<NoteIndex> {
  return build(version, sessions, dayOf, vocabulary(), new Map());
}

async function build(
  version: number,
  sessions: SessionChunks,
  dayOf: (endedAtMs: number) => EpochDay,
  words: ReturnType<typeof vocabulary>,
  before: Read,
): Promise<NoteIndex> {
  const notes: SearchableNote[] = [];
  const documents: TermCounts[] = [];
  const read = new Map<string, TermCounts>();
  let bytes = 0;
  let readNow = 0;
  for await (const chunk of sessions) {
    for (const session of chunk) {
      const text = textOf(session);
      if (text === "") continue;
      const known = before.get(text) ?? read.get(text);
      const terms = known ?? words.countTerms(text);
      if (known === undefined) readNow += 1;
      read.set(text, terms);
      documents.push(terms);
      notes.push(noteOf(session, dayOf));
      bytes += terms.byteLength + 2 * text.length + BYTES_PER_NOTE;
      if (known === undefined && readNow % TEXTS_PER_TURN === 0) await nextTurn();
    }
  }
  const index = await lexicalIndex(documents, words, nextTurn);
  return {
    ...{ version, notes, index, bytes: bytes + index.bytes },
    renew: (next, chunks) => build(next, chunks, dayOf, words, read),
  };
}

/** Searchable text of a session; empty when it was abandoned or contains nothing but its category. */
function textOf({ completed, task, notes, category }: Session): string {
  if (!completed || (task === null && notes === null)) return "";
  return [category, task, notes].filter((part) => part !== null && part !== "").join("\n");
}

function noteOf(session: Session, dayOf: (endedAtMs: number) => EpochDay): SearchableNote {
  const { id, category, task, notes, rating } = session;
  return { id, day: dayOf(session.endedAtMs), category, task, notes, rating };
}
