import type { Config } from "../../config/config.ts";
import type { Database } from "../../db/database.ts";
import type { Alarm, Clock, People } from "../../ports.ts";
import { noteEmbeddingRepository } from "../../repositories/note-embedding-repository.ts";
import type { SessionRepository } from "../../repositories/session-repository.ts";
import type { Logger } from "../../telemetry/logger.ts";
import type { TextWriting } from "../ai/writing/text-writing.ts";
import { gatedEmbed } from "./gated-embed.ts";
import { createNoteIndexes } from "./note-indexes.ts";
import { createNoteVectors, type NoteVectors } from "./note-vectors.ts";
import { createSearchService, type SearchService } from "./search-service.ts";

export interface SearchParts {
  readonly config: Config;
  readonly database: Database;
  readonly sessions: SessionRepository;
  readonly people: People;
  readonly clock: Clock;
  readonly after: Alarm;
  readonly writing: TextWriting;
  readonly logger: Logger;
}

/** Ten thousand notes take a fifth of this. */
const MAX_INDEX_BYTES = 128 * 2 ** 20;

/** Age in days up to which notes may be sent, the same as for texts. */
const RECENT_DAYS = 7;

export function connectSearch(parts: SearchParts): {
  readonly searchService: SearchService;
  readonly noteVectors: NoteVectors | undefined;
} {
  const { sessions, people, clock } = parts;
  const indexes = createNoteIndexes({ sessions, people, maxBytes: MAX_INDEX_BYTES });
  const noteVectors = vectorsOf(parts);
  const searchService = createSearchService({ indexes, vectors: noteVectors, clock });
  return { searchService, noteVectors };
}

function vectorsOf(parts: SearchParts): NoteVectors | undefined {
  const { config, database, clock, writing, after } = parts;
  const { embeddingModel, aiSendNotes } = config;
  const [gate] = writing.gates;
  if (embeddingModel === undefined || gate === undefined || aiSendNotes === "none") {
    return undefined;
  }
  return createNoteVectors({
    model: embeddingModel,
    embed: gatedEmbed({ gate, embeddingModel, ledger: writing.ledger, after }),
    repository: noteEmbeddingRepository(database),
    clock,
    maySend: ({ day }, today) => aiSendNotes === "all" || day >= today - RECENT_DAYS,
    onTrouble: (error) =>
      parts.logger.warn({ event_type: "EMBEDDING_FAILED", error }, "notes were not embedded"),
  });
}
