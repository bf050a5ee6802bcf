import type { Clock, People } from "../ports.ts";
import { fromMemory } from "../runtime/from-memory.ts";
import { holdsUntil } from "./answer-loading.ts";
import { type CacheRequest, keyOf, type Loader } from "./cache-request.ts";
import { type CachedAnswer, makeAnswer } from "./cached-answer.ts";
import type { CurrentValidity } from "./current-validity.ts";
import type { InFlight } from "./in-flight.ts";
import { lastWrites } from "./last-writes.ts";
import type { LocalTier } from "./local-tier.ts";
import type { Served } from "./served.ts";

/** What is served while the database is down, within the stale window: the last answer, or one made from memory. */
export interface StaleIfError {
  /** Whether the last outage is too recent to try the database again for what memory can answer. */
  isPausing(): boolean;
  /** From now on memory is asked first, for a while. */
  noteOutage(): void;
  /**
   * The last answer; else one made of the person's profile, when that is in memory and was up to date within the window.
   *
   * @param version of the user's data, where it could be read
   * @throws what the loader says against the request, unless that is an outage
   */
  find(
    request: CacheRequest,
    load: Loader,
    version?: number | undefined,
  ): Served | undefined | Promise<Served | undefined>;
  /** A user's write was acknowledged: answers made before it are never served stale to that user. */
  noteWrite(userId: string): void;
}

export interface StaleIfErrorParts {
  readonly clock: Clock;
  readonly people: People;
  readonly heldUntilMs: (userId: string) => number | undefined;
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

  /** The last answer, unless a change since is known. */
  function kept(request: CacheRequest, version: number | undefined): Served | undefined {
    const answer = local.find(keyOf(request))?.answer;
    const nowMs = clock.now();
    if (answer === undefined || nowMs >= answer.staleUntilMs) return undefined;
    if (version !== undefined && version !== answer.version) return undefined;
    if (answer.madeAtMs <= writes.of(request.userId)) return undefined;
    // Another zone or day start since then means other days.
    if (validity.isCutAsKnown(request, answer) !== true) return undefined;
    return serve(request, answer);
  }

  /** An answer as of the moment when what memory has of the person was last known to be up to date. */
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
    const holdsUntilMs = holdsUntil(route.policy, parts.heldUntilMs(userId), nowMs);
    const times = { nowMs: asOfMs, holdsUntilMs, spread: parts.spread };
    const current = validity.ofPerson(person, request, nowMs);
    const answer = makeAnswer(body, locale, current, route.policy, times);
    if (nowMs >= answer.staleUntilMs) return undefined;
    if (inFlight.generation === before) local.keep(request, answer);
    return serve(request, answer);
  }

  /** Nothing when the database is needed. */
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
