import type { Database } from "../db/database.ts";
import type { NewSession, Session } from "../domain/session.ts";
import { type FieldProblem, ServiceError, validationError } from "../errors.ts";
import type { Clock } from "../ports.ts";
import { InvalidCursorError } from "../repositories/errors.ts";
import type { ImportRepository } from "../repositories/import-repository.ts";
import {
  type SessionFilter,
  type SessionRepository,
  sessionRepository,
} from "../repositories/session-repository.ts";
import type {
  SessionBody,
  SessionList,
  SessionListQuery,
  SessionPatch,
} from "../schemas/sessions.ts";
import { parseDay } from "../time/calendar.ts";
import type { Zone } from "../time/zone.ts";
import type { Transaction } from "./idempotency-service.ts";
import { readNewSession } from "./input/new-session.ts";
import { readSessionPatch } from "./input/session-patch.ts";
import { presentSession } from "./present-session.ts";

export interface CreatedSession {
  /** `unchanged`: it was stored before, with the same content. */
  readonly status: "created" | "unchanged";
  readonly session: SessionBody;
}

export type BatchItem =
  | { readonly status: "created" | "unchanged" | "conflict"; readonly id: string }
  | { readonly status: "invalid"; readonly problems: readonly FieldProblem[] };

export interface SessionService {
  /** @throws ServiceError validation_failed, or session_conflict when the id belongs to another content */
  create(transaction: Transaction, userId: string, input: unknown): Promise<CreatedSession>;
  /** Stores the good ones of many, and says what became of each, in their order. */
  createMany(
    transaction: Transaction,
    userId: string,
    inputs: readonly unknown[],
  ): Promise<readonly BatchItem[]>;
  /** @throws ServiceError session_not_found */
  get(userId: string, id: string): Promise<SessionBody>;
  /** @throws ServiceError validation_failed for a cursor that no list gave out */
  list(userId: string, query: SessionListQuery): Promise<SessionList>;
  /** @throws ServiceError validation_failed or session_not_found */
  change(userId: string, id: string, patch: SessionPatch): Promise<SessionBody>;
  /** @throws ServiceError session_not_found */
  delete(userId: string, id: string): Promise<void>;
  /**
   * Removes all sessions, and the list of imports with them.
   * @returns how many sessions there were
   */
  deleteAll(userId: string): Promise<number>;
}

export interface SessionServiceParts {
  readonly database: Database;
  readonly sessions: SessionRepository;
  readonly imports: Pick<ImportRepository, "erase">;
  readonly clock: Clock;
  readonly zoneOf: (userId: string) => Zone;
  /** Makes the id of a session that came without one: a random lower-case UUID. */
  readonly newId: () => string;
}

export function sessionService(parts: SessionServiceParts): SessionService {
  const { database, sessions, imports, clock, zoneOf, newId } = parts;
  const within = (tx: Transaction) => sessionRepository(tx, database.kind, zoneOf);

  function read(userId: string, input: unknown, nowMs: number) {
    const result = readNewSession(input, nowMs);
    if (!result.ok) return result;
    const { id, ...rest } = result.session;
    const session: NewSession = { ...rest, id: id ?? newId(), userId };
    return { ok: true as const, session };
  }

  return {
    async create(transaction, userId, input) {
      const nowMs = clock.now();
      const result = read(userId, input, nowMs);
      if (!result.ok) {
        throw validationError(result.problems.map((it) => ({ ...it, field: it.field || "body" })));
      }
      const { session } = result;
      const repository = within(transaction);
      const inserted = await repository.insert([session], nowMs);
      const stored = await repository.find(userId, session.id);
      const isNew = inserted.has(session.id);
      if (stored === undefined || !(isNew || hasSameContent(stored, session))) {
        throw new ServiceError("session_conflict", { params: { id: session.id } });
      }
      return {
        status: isNew ? "created" : "unchanged",
        session: presentSession(stored, zoneOf(userId)),
      };
    },

    async createMany(transaction, userId, inputs) {
      const nowMs = clock.now();
      const results = inputs.map((input) => read(userId, input, nowMs));
      const distinct = new Map<string, NewSession>();
      for (const result of results) {
        if (result.ok && !distinct.has(result.session.id)) {
          distinct.set(result.session.id, result.session);
        }
      }
      const repository = within(transaction);
      // In the order of ids: two batches that overlap then wait for one another instead of deadlocking.
      const inOrder = [...distinct.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
      const inserted = await repository.insert(inOrder, nowMs);
      const olderIds = [...distinct.keys()].filter((id) => !inserted.has(id));
      const older = await repository.findMany(userId, olderIds);
      const known = new Map<string, NewSession>(older.map((session) => [session.id, session]));
      const fresh = new Set(inserted);
      return results.map((result): BatchItem => {
        if (!result.ok) return { status: "invalid", problems: result.problems };
        const { session } = result;
        // The first with a new id is the one that was stored; the next ones are compared with it.
        if (fresh.delete(session.id)) return { status: "created", id: session.id };
        const first = known.get(session.id) ?? distinct.get(session.id);
        const isKnown = inserted.has(session.id) || known.has(session.id);
        const same = isKnown && first !== undefined && hasSameContent(first, session);
        return { status: same ? "unchanged" : "conflict", id: session.id };
      });
    },

    async get(userId, id) {
      const session = await sessions.find(userId, id.toLowerCase());
      if (session === undefined) throw notFound(id);
      return presentSession(session, zoneOf(userId));
    },

    async list(userId, query) {
      const page = {
        limit: query.limit,
        ...(query.cursor !== undefined && { cursor: query.cursor }),
      };
      try {
        const found = await sessions.list(userId, toFilter(query), page);
        return {
          sessions: found.sessions.map((session) => presentSession(session, zoneOf(userId))),
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
      const changed = await database.transaction(async (tx) => {
        const repository = within(tx);
        const before = await repository.find(userId, lowerId);
        if (before === undefined) return undefined;
        const change = readSessionPatch(patch, before, nowMs);
        return repository.update(userId, lowerId, change, nowMs);
      });
      if (changed === undefined) throw notFound(id);
      return presentSession(changed, zoneOf(userId));
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

/** Whether sending `wanted` again would store what is there; when it was written does not count. */
function hasSameContent(stored: Session | NewSession, wanted: NewSession): boolean {
  return (
    stored.startedAtMs === wanted.startedAtMs &&
    stored.durationSeconds === wanted.durationSeconds &&
    stored.preset === wanted.preset &&
    stored.category === wanted.category &&
    stored.task === wanted.task &&
    stored.rating === wanted.rating &&
    stored.completed === wanted.completed &&
    stored.notes === wanted.notes
  );
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
  };
}
