import type { Database } from "../db/database.ts";
import { ServiceError, validationError } from "../errors.ts";
import type { Clock } from "../ports.ts";
import { InvalidCursorError } from "../repositories/errors.ts";
import type { ImportRepository } from "../repositories/import-repository.ts";
import {
  type SessionFilter,
  type SessionRepository,
  sessionRepository,
} from "../repositories/session-repository.ts";
import type { ZoneOf } from "../repositories/zones-of.ts";
import type {
  SessionBody,
  SessionList,
  SessionListQuery,
  SessionPatch,
} from "../schemas/sessions.ts";
import { parseDay } from "../time/calendar.ts";
import type { Transaction } from "./idempotency-service.ts";
import { readSessionPatch } from "./input/session-patch.ts";
import { presentSession } from "./present-session.ts";
import { type Origin, type SessionWriter, sessionWriter } from "./session-writer.ts";

export interface SessionService {
  /** Reads the user's data that is needed to store sessions. Call it before the transaction. */
  writerFor(userId: string): Promise<SessionWriter>;
  /** @throws ServiceError session_not_found */
  get(userId: string, id: string): Promise<SessionBody>;
  /** @throws ServiceError validation_failed for a cursor that was not returned by a list */
  list(userId: string, query: SessionListQuery): Promise<SessionList>;
  /** @throws ServiceError validation_failed or session_not_found */
  change(userId: string, id: string, patch: SessionPatch): Promise<SessionBody>;
  /**
   * Deletes a session and returns it with its origin, for `restore`.
   * @throws ServiceError session_not_found
   */
  take(userId: string, id: string): Promise<TakenSession>;
  /**
   * Stores a session again. An import that is not this user's is ignored.
   * @throws ServiceError validation_failed, or session_conflict when the id belongs to different content
   */
  restore(userId: string, input: unknown, origin: Origin): Promise<SessionBody>;
  /** @throws ServiceError session_not_found */
  delete(userId: string, id: string): Promise<void>;
  /**
   * Deletes all sessions and the list of imports.
   * @returns the number of deleted sessions
   */
  deleteAll(userId: string): Promise<number>;
}

/** A session that was deleted. */
export interface TakenSession {
  readonly session: SessionBody;
  readonly origin: Origin;
}

export interface SessionServiceParts {
  readonly database: Database;
  readonly sessions: SessionRepository;
  readonly imports: Pick<ImportRepository, "erase" | "has">;
  readonly clock: Clock;
  readonly zoneOf: ZoneOf;
  /** Generates the id of a session without one: a random lower-case UUID. */
  readonly newId: () => string;
}

export function sessionService(parts: SessionServiceParts): SessionService {
  const { database, sessions, imports, clock, zoneOf, newId } = parts;

  async function writerFor(userId: string): Promise<SessionWriter> {
    const zone = await zoneOf(userId);
    const within = (tx: Transaction) => sessionRepository(tx, database.kind, () => zone);
    return sessionWriter({ userId, zone, within, clock, newId });
  }

  return {
    writerFor,

    async get(userId, id) {
      const session = await sessions.find(userId, id.toLowerCase());
      if (session === undefined) throw notFound(id);
      return presentSession(session, await zoneOf(userId));
    },

    async list(userId, query) {
      const page = {
        limit: query.limit,
        ...(query.cursor !== undefined && { cursor: query.cursor }),
      };
      try {
        const found = await sessions.list(userId, toFilter(query), page);
        const zone = await zoneOf(userId);
        return {
          sessions: found.sessions.map((session) => presentSession(session, zone)),
          next_cursor: found.nextCursor ?? null,
        };
      } catch (error) {
        if (!(error instanceof InvalidCursorError)) throw error;
        throw validationError([{ field: "cursor", code: "cursor" }]);
      }
    },

    async change(userId, id, patch) {
      const nowMs = clock.now();
      const lowerId = id.toLowerCase();
      const zone = await zoneOf(userId);
      const changed = await database.transaction(async (tx) => {
        const repository = sessionRepository(tx, database.kind, () => zone);
        const before = await repository.find(userId, lowerId);
        if (before === undefined) return undefined;
        const change = readSessionPatch(patch, before, nowMs);
        return repository.update(userId, lowerId, change, nowMs);
      });
      if (changed === undefined) throw notFound(id);
      return presentSession(changed, zone);
    },

    async take(userId, id) {
      const found = await sessions.find(userId, id.toLowerCase());
      if (found === undefined) throw notFound(id);
      const { createdAtMs, updatedAtMs } = found;
      const isUnchanged = updatedAtMs === createdAtMs;
      const importId = isUnchanged ? await sessions.importOf(userId, found.id) : undefined;
      if (!(await sessions.delete(userId, found.id))) throw notFound(id);
      const session = presentSession(found, await zoneOf(userId));
      return { session, origin: { createdAtMs, importId } };
    },

    async restore(userId, input, { createdAtMs, importId }) {
      const isOwn = importId !== undefined && (await imports.has(userId, importId));
      const origin = { createdAtMs, importId: isOwn ? importId : undefined };
      const writer = await writerFor(userId);
      const { session } = await database.transaction((tx) => writer.create(tx, input, origin));
      return session;
    },

    async delete(userId, id) {
      if (!(await sessions.delete(userId, id.toLowerCase()))) throw notFound(id);
    },

    async deleteAll(userId) {
      const deleted = await sessions.deleteAll(userId);
      await imports.erase(userId);
      return deleted;
    },
  };
}

function notFound(id: string): ServiceError {
  return new ServiceError("session_not_found", { params: { id: id.toLowerCase() } });
}

function toFilter(query: SessionListQuery): SessionFilter {
  const fromDay = query.from === undefined ? undefined : parseDay(query.from);
  const toDay = query.to === undefined ? undefined : parseDay(query.to);
  if (fromDay !== undefined && toDay !== undefined && toDay < fromDay) {
    throw validationError([{ field: "to", code: "order", params: { first: "from" } }]);
  }
  return {
    ...(fromDay !== undefined && { fromDay }),
    ...(toDay !== undefined && { toDay }),
    ...(query.category !== undefined && { category: query.category }),
    ...(query.preset !== undefined && { preset: query.preset }),
    ...(query.completed !== undefined && { completed: query.completed }),
    ...(query.rated !== undefined && { rated: query.rated }),
    ...(query.text !== undefined && { text: query.text }),
  };
}
