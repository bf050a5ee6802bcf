import type { NewSession, Session } from "../domain/session.ts";
import { type FieldProblem, ServiceError, validationError } from "../errors.ts";
import type { Clock } from "../ports.ts";
import type { SessionRepository } from "../repositories/session-repository.ts";
import type { SessionBody } from "../schemas/sessions.ts";
import type { Zone } from "../time/zone.ts";
import type { Transaction } from "./idempotency-service.ts";
import { readNewSession } from "./input/new-session.ts";
import { presentSession } from "./present-session.ts";

export interface CreatedSession {
  /** `unchanged`: it was already stored with the same content. */
  readonly status: "created" | "unchanged";
  readonly session: SessionBody;
}

export type BatchItem =
  | { readonly status: "created" | "unchanged" | "conflict"; readonly id: string }
  | { readonly status: "invalid"; readonly problems: readonly FieldProblem[] };

/** Where a session came from. */
export interface Origin {
  readonly createdAtMs: number;
  /** The import that added it, while nobody has changed it since. */
  readonly importId: string | undefined;
}

/** Stores sessions of one user. */
export interface SessionWriter {
  /**
   * @param origin of a session that was stored before
   * @throws ServiceError validation_failed, or session_conflict when the id belongs to different content
   */
  create(transaction: Transaction, input: unknown, origin?: Origin): Promise<CreatedSession>;
  /** Stores the valid sessions of a batch and returns the outcome of each, in order. */
  createMany(transaction: Transaction, inputs: readonly unknown[]): Promise<readonly BatchItem[]>;
}

export interface SessionWriterParts {
  readonly userId: string;
  /** The user's time zone. */
  readonly zone: Zone;
  readonly within: (transaction: Transaction) => SessionRepository;
  readonly clock: Clock;
  readonly newId: () => string;
}

export function sessionWriter(parts: SessionWriterParts): SessionWriter {
  const { userId, zone, within, clock, newId } = parts;

  function read(input: unknown, nowMs: number) {
    const result = readNewSession(input, nowMs);
    if (!result.ok) return result;
    const { id, ...rest } = result.session;
    const session: NewSession = { ...rest, id: id ?? newId(), userId };
    return { ok: true as const, session };
  }

  return {
    async create(transaction, input, origin) {
      const nowMs = clock.now();
      const result = read(input, nowMs);
      if (!result.ok) {
        throw validationError(result.problems.map((it) => ({ ...it, field: it.field || "body" })));
      }
      const { session } = result;
      const repository = within(transaction);
      const createdAtMs = Math.min(nowMs, origin?.createdAtMs ?? nowMs);
      const inserted = await repository.insert([session], createdAtMs, origin?.importId);
      const stored = await repository.find(userId, session.id);
      const isNew = inserted.has(session.id);
      if (stored === undefined || !(isNew || hasSameContent(stored, session))) {
        throw new ServiceError("session_conflict", { params: { id: session.id } });
      }
      return {
        status: isNew ? "created" : "unchanged",
        session: presentSession(stored, zone),
      };
    },

    async createMany(transaction, inputs) {
      const nowMs = clock.now();
      const results = inputs.map((input) => read(input, nowMs));
      const distinct = new Map<string, NewSession>();
      for (const result of results) {
        if (result.ok && !distinct.has(result.session.id)) {
          distinct.set(result.session.id, result.session);
        }
      }
      const repository = within(transaction);
      // Sorted by id, so that two overlapping batches wait for each other instead of deadlocking.
      const inOrder = [...distinct.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
      const inserted = await repository.insert(inOrder, nowMs);
      const olderIds = [...distinct.keys()].filter((id) => !inserted.has(id));
      const older = await repository.findMany(userId, olderIds);
      const known = new Map<string, NewSession>(older.map((session) => [session.id, session]));
      const fresh = new Set(inserted);
      return results.map((result): BatchItem => {
        if (!result.ok) return { status: "invalid", problems: result.problems };
        const { session } = result;
        // The first session with a new id is the stored one; later ones with the same id are compared with it.
        if (fresh.delete(session.id)) return { status: "created", id: session.id };
        const first = known.get(session.id) ?? distinct.get(session.id);
        const isKnown = inserted.has(session.id) || known.has(session.id);
        const same = isKnown && first !== undefined && hasSameContent(first, session);
        return { status: same ? "unchanged" : "conflict", id: session.id };
      });
    },
  };
}

/** Whether storing `wanted` would leave the stored content unchanged. Timestamps of writing are ignored. */
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
