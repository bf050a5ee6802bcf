import type { Clock, People } from "../ports.ts";
import { fromMemory } from "../runtime/from-memory.ts";
import { validUntil } from "./answer-loading.ts";
import { type CacheRequest, keyOf, type Loader } from "./cache-request.ts";
import { type CachedAnswer, makeAnswer } from "./cached-answer.ts";
import type { CurrentValidity } from "./current-validity.ts";
import type { InFlight } from "./in-flight.ts";
import { lastWrites } from "./last-writes.ts";
import type { LocalTier } from "./local-tier.ts";
import type { Served } from "./served.ts";

/** Answers while the database is down, within the stale window: the last answer, or one computed from memory. */
export interface StaleIfError {
  /** Whether the last outage is so recent that memory is tried before the database. */
  isPausing(): boolean;
  /** Reports an outage, after which memory is tried first for a while. */
  noteOutage(): void;
  /**
   * The last answer. Without one, an answer computed from the person's profile, if that is in memory and was confirmed
   * within the window.
   *
   * @param version the user's data version, when it could be read
   * @throws errors of the loader that are no outage, such as an invalid request
   */
  find(
    request: CacheRequest,
    load: Loader,
    version?: number | undefined,
  ): Served | undefined | Promise<Served | undefined>;
  /** Reports an acknowledged write of a user: answers from before it are never served stale to that user. */
  noteWrite(userId: string): void;
}

export interface StaleIfErrorParts {
  readonly clock: Clock;
  readonly people: People;
  readonly profileValidUntilMs: (userId: string) => number | undefined;
  readonly local: LocalTier;
  readonly validity: CurrentValidity;
  readonly inFlight: InFlight;
  readonly spread: (etag: string) => number;
  /** Whether a failure is an outage, such as a database that is down. */
  readonly isOutage: (error: unknown) => boolean;
}

/** After an outage, stale answers are served for this long before the database is tried again. */
const OUTAGE_PAUSE_MS = 1000;

export function createStaleIfError(parts: StaleIfErrorParts): StaleIfError {
  const { clock, people, local, validity, inFlight, isOutage } = parts;
  const writes = lastWrites();
  let outageUntilMs = Number.NEGATIVE_INFINITY;

  function serve(request: CacheRequest, answer: CachedAnswer): Served {
    request.route.local.stale += 1;
    return { answer, from: "stale-if-error" };
  }

  /** The last answer, unless a later change is known. */
  function kept(request: CacheRequest, version: number | undefined): Served | undefined {
    const answer = local.find(keyOf(request))?.answer;
    const nowMs = clock.now();
    if (answer === undefined || nowMs >= answer.staleUntilMs) return undefined;
    if (version !== undefined && version !== answer.version) return undefined;
    if (answer.madeAtMs <= writes.of(request.userId)) return undefined;
    // A changed time zone or day start changes the days of the answer.
    if (validity.isCutAsKnown(request, answer) !== true) return undefined;
    return serve(request, answer);
  }

  /** An answer computed from memory. It dates from the moment at which the person's state was last confirmed. */
  async function made(
    request: CacheRequest,
    load: Loader,
    version: number | undefined,
  ): Promise<Served | undefined> {
    const { userId, locale, route } = request;
    const { ttlMs, staleMs } = route.policy;
    const person = people.last(userId);
    const asOfMs = people.lastConfirmedMs(userId);
    if (person === undefined || asOfMs === undefined || asOfMs <= writes.of(userId)) {
      return undefined;
    }
    if (version !== undefined && version !== person.version) return undefined;
    const nowMs = clock.now();
    if (nowMs >= asOfMs + ttlMs + staleMs) return undefined;
    const before = inFlight.generation;
    const body = await bodyFromMemory(load);
    if (body === undefined) return undefined;
    const validUntilMs = validUntil(route.policy, parts.profileValidUntilMs(userId), nowMs);
    const times = { nowMs: asOfMs, validUntilMs, spread: parts.spread };
    const current = validity.ofPerson(person, request, nowMs);
    const answer = makeAnswer(body, locale, current, route.policy, times);
    if (nowMs >= answer.staleUntilMs) return undefined;
    if (inFlight.generation === before) local.keep(request, answer);
    return serve(request, answer);
  }

  /** Runs the loader on memory alone; nothing when it needs the database. */
  async function bodyFromMemory(load: Loader) {
    try {
      return await fromMemory(load);
    } catch (error) {
      if (isOutage(error)) return undefined;
      throw error;
    }
  }

  return {
    isPausing: () => clock.now() < outageUntilMs,
    noteOutage() {
      outageUntilMs = clock.now() + OUTAGE_PAUSE_MS;
    },
    find: (request, load, version) => kept(request, version) ?? made(request, load, version),
    noteWrite: (userId) => writes.note(userId, clock.now()),
  };
}
