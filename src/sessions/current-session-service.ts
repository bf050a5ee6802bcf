import type { Database } from "../db/database.ts";
import type { CurrentSession } from "../domain/current-session.ts";
import { ServiceError, validationError } from "../errors.ts";
import type { Clock } from "../ports.ts";
import { currentSessionRepository } from "../repositories/current-session-repository.ts";
import { sessionRepository } from "../repositories/session-repository.ts";
import type { ZoneOf } from "../repositories/zones-of.ts";
import type {
  CurrentSessionBody,
  CurrentSessionInput,
  FinishInput,
} from "../schemas/current-session.ts";
import { formatInstant } from "../time/format-instant.ts";
import type { Zone } from "../time/zone.ts";
import type { Transaction } from "./idempotency-service.ts";
import { readNewSession } from "./input/new-session.ts";
import { presentSession } from "./present-session.ts";
import type { SessionService } from "./session-service.ts";
import type { CreatedSession } from "./session-writer.ts";

/** Result of starting a session; the same whether this request or an earlier one started it. */
export interface StartedSession {
  readonly isNew: boolean;
  readonly current: CurrentSessionBody;
}

/** The one session that a person is working on, shared by all devices. */
export interface CurrentSessionService {
  /** @returns `undefined` when there is none */
  find(userId: string): Promise<CurrentSessionBody | undefined>;
  /**
   * Starts a session, or replaces the description of the current one.
   * @throws ServiceError validation_failed; session_running when the current session has another id; session_conflict
   *   when the id belongs to a stored session
   */
  start(userId: string, input: CurrentSessionInput): Promise<StartedSession>;
  /** Discards the current session; nothing is stored. */
  drop(userId: string): Promise<void>;
  /** Reads what is needed to finish the session. Call it before the transaction. */
  finisherFor(userId: string): Promise<Finisher>;
}

/**
 * Stores the current session as finished. With the id of a session that is already stored, returns that one.
 * @throws ServiceError validation_failed, or no_current_session
 */
export type Finisher = (transaction: Transaction, input: FinishInput) => Promise<CreatedSession>;

export interface CurrentSessionServiceParts {
  readonly database: Database;
  readonly sessionService: Pick<SessionService, "writerFor">;
  readonly clock: Clock;
  readonly zoneOf: ZoneOf;
  /** Generates the id of a session without one: a random lower-case UUID. */
  readonly newId: () => string;
}

const MS_PER_MINUTE = 60_000;

export function createCurrentSessionService(
  parts: CurrentSessionServiceParts,
): CurrentSessionService {
  const { database, sessionService, clock, zoneOf, newId } = parts;

  /** Reads stored sessions within a transaction, which has no access to the person's other data. */
  const storedIn = (tx: Transaction, zone: Zone) =>
    sessionRepository(tx, database.kind, () => zone);

  async function begin(
    tx: Transaction,
    userId: string,
    wanted: CurrentSession,
    zone: Zone,
  ): Promise<boolean> {
    const stored = await storedIn(tx, zone).find(userId, wanted.id);
    if (stored !== undefined) {
      throw new ServiceError("session_conflict", { params: { id: wanted.id } });
    }
    return currentSessionRepository(tx).begin(userId, wanted);
  }

  return {
    async find(userId) {
      const current = await currentSessionRepository(database.executor).find(userId);
      return current && present(current, await zoneOf(userId));
    },

    async start(userId, input) {
      const zone = await zoneOf(userId);
      return database.transaction(async (tx) => {
        const repository = currentSessionRepository(tx);
        const before = await repository.find(userId);
        const wanted = readStart(input, before, { nowMs: clock.now(), newId });
        if (before !== undefined && before.id !== wanted.id) throw running(before, zone);
        const isDone = before
          ? await repository.replace(userId, before, wanted)
          : await begin(tx, userId, wanted, zone);
        // Another device started a session first.
        if (!isDone) throw running((await repository.find(userId)) ?? wanted, zone);
        return { isNew: before === undefined, current: present(wanted, zone) };
      });
    },

    async drop(userId) {
      const repository = currentSessionRepository(database.executor);
      const current = await repository.find(userId);
      if (current !== undefined) await repository.clear(userId, current);
    },

    async finisherFor(userId) {
      const zone = await zoneOf(userId);
      const writer = await sessionService.writerFor(userId);
      return async (tx, { id, ...input }) => {
        const repository = currentSessionRepository(tx);
        const current = await repository.find(userId);
        const isMeant = current !== undefined && (id ?? current.id).toLowerCase() === current.id;
        if (isMeant && (await repository.clear(userId, current))) {
          return writer.create(tx, finished(current, input, clock.now()));
        }
        const wanted = id?.toLowerCase() ?? current?.id;
        const sessions = storedIn(tx, zone);
        const stored = wanted === undefined ? undefined : await sessions.find(userId, wanted);
        if (stored === undefined) throw new ServiceError("no_current_session");
        return { status: "unchanged", session: presentSession(stored, zone) };
      };
    },
  };
}

/** Reads the requested current session by the rules for stored sessions, so that it can become one. */
function readStart(
  { id, start, planned_minutes, ...rest }: CurrentSessionInput,
  before: CurrentSession | undefined,
  { nowMs, newId }: { readonly nowMs: number; readonly newId: () => string },
): CurrentSession {
  const usual = before?.startedAtMs ?? nowMs;
  const begun = start === undefined || start === null || start === "" ? instant(usual) : start;
  const wantedId = id ?? before?.id ?? newId();
  const read = readNewSession({ ...rest, id: wantedId, start: begun, duration_minutes: 1 }, nowMs);
  if (!read.ok) throw validationError(read.problems);
  const { startedAtMs, preset, category, task } = read.session;
  // The current session cannot start in the future.
  if (startedAtMs > nowMs) throw validationError([{ field: "start", code: "future" }]);
  const plannedMinutes = planned_minutes ?? null;
  return { id: wantedId.toLowerCase(), startedAtMs, plannedMinutes, preset, category, task };
}

/** The finished session in the form in which a client would send it. */
function finished(
  { id, startedAtMs, preset, category, task }: CurrentSession,
  input: Omit<FinishInput, "id">,
  nowMs: number,
): Record<string, unknown> {
  const { end, duration_minutes: minutes } = input;
  const isTimed = [end, minutes].some((one) => one !== undefined && one !== null && one !== "");
  // Whole seconds that have passed: rounded up, the session would end in the future and not count yet.
  const elapsedSeconds = Math.max(1, Math.floor((nowMs - startedAtMs) / 1000));
  return {
    ...{ id, start: instant(startedAtMs), preset, category, task },
    ...input,
    ...(!isTimed && { duration_minutes: elapsedSeconds / 60 }),
  };
}

function running(current: CurrentSession, zone: Zone): ServiceError {
  const start = formatInstant(current.startedAtMs, zone);
  return new ServiceError("session_running", { params: { id: current.id, start } });
}

function present(current: CurrentSession, zone: Zone): CurrentSessionBody {
  const { id, startedAtMs, plannedMinutes, preset, category, task } = current;
  const endMs = startedAtMs + (plannedMinutes ?? 0) * MS_PER_MINUTE;
  return {
    id,
    start: formatInstant(startedAtMs, zone),
    planned_minutes: plannedMinutes,
    planned_end: plannedMinutes === null ? null : formatInstant(endMs, zone),
    ...{ preset, category, task },
  };
}

function instant(ms: number): string {
  return Temporal.Instant.fromEpochMilliseconds(Math.floor(ms)).toString();
}
