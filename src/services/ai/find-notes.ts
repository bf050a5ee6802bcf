import { parseDay } from "../../time/calendar.ts";
import type { SearchService } from "../search/search-service.ts";
import type { Note } from "./text-request.ts";
import type { NotePolicy } from "./writing/prompt.ts";

/** Finds similar earlier notes, most similar first. Never throws. */
export type FindNotes = (userId: string, query: string) => Promise<readonly Note[]>;

/** Maximum number of similar notes. */
const MAX_FOUND = 6;
/** Less similar notes are left out. */
const MIN_SIMILARITY = 0.3;
/** Maximum length of a note in characters. */
const MAX_NOTE_LENGTH = 300;
/** Age in days up to which each policy allows notes to be sent. */
const DAYS: Readonly<Record<NotePolicy, number>> = { none: 0, recent: 7, all: 3650 };

export function noteFinder(
  search: Pick<SearchService, "search">,
  policy: NotePolicy,
  onTrouble: (error: unknown) => void,
): FindNotes {
  return async (userId, query) => {
    try {
      const { results } = await search.search(userId, {
        ...{ query, limit: MAX_FOUND, minSimilarity: MIN_SIMILARITY, days: DAYS[policy] },
      });
      return results.flatMap(({ date, notes }): Note[] => {
        const day = parseDay(date);
        if (notes === null || day === undefined) return [];
        return [{ day, text: notes.slice(0, MAX_NOTE_LENGTH) }];
      });
    } catch (error) {
      // A prompt without notes is acceptable.
      onTrouble(error);
      return [];
    }
  };
}
