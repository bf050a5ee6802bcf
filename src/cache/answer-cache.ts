import type { PersonState } from "../ports.ts";
import { type AnswerLoadingParts, createAnswerLoading } from "./answer-loading.ts";
import { type AnswerLookupParts, createAnswerLookup } from "./answer-lookup.ts";
import { type CacheRequest, keyOf, type Loader } from "./cache-request.ts";
import { type CachedAnswer, isMadeFrom, type Validity } from "./cached-answer.ts";
import {
  type CurrentValidity,
  type CurrentValidityParts,
  createCurrentValidity,
} from "./current-validity.ts";
import { createInFlight, flightOf, type InFlight } from "./in-flight.ts";
import type { Served } from "./served.ts";
import { createStaleIfError } from "./stale-if-error.ts";

export interface AnswerCache {
  /** The current answer from memory, synchronously; nothing when memory alone cannot validate it. */
  findFresh(request: CacheRequest): CachedAnswer | undefined;
  /** The current answer, loaded when there is none. */
  obtain(request: CacheRequest, load: Loader): Promise<Served>;
  /** A newly loaded answer; it replaces the cached one. */
  obtainAfresh(request: CacheRequest, load: Loader): Promise<Served>;
  /** Loads an answer ahead of the next request, unless a fresh one is cached. @param askedAtMs the last request for it */
  refresh(request: CacheRequest, load: Loader, askedAtMs: number): Promise<void>;
  /** The same, but takes an answer that another replica has stored. */
  refreshFromShared(request: CacheRequest, load: Loader, askedAtMs: number): Promise<void>;
  /** Whether a cached answer is valid for this state of the person now. */
  holds(request: CacheRequest, answer: CachedAnswer, person: PersonState): boolean;
  /** Reports an acknowledged write of a user: answers from before it are never served stale to that user. */
  noteWrite(userId: string): void;
  /**
   * Drops the loads in flight, which a deletion may concern: they are not stored, and later requests do not join them.
   */
  dropInFlight(): void;
}

/** The parts of all pieces of the cache. */
export type AnswerCacheParts = CurrentValidityParts &
  Omit<AnswerLoadingParts, "current"> &
  AnswerLookupParts;

export function createAnswerCache(parts: AnswerCacheParts): AnswerCache {
  const { clock, local, isOutage } = parts;
  const inFlight = createInFlight();
  const current = createCurrentValidity(parts);
  const loading = createAnswerLoading({ ...parts, current }, inFlight);
  const lookup = createAnswerLookup(parts, inFlight, loading);
  const staleIfError = createStaleIfError({ ...parts, validity: current, inFlight });
  const refreshUnlessFresh = createRefresh(parts, current, inFlight);

  function findFresh(request: CacheRequest): CachedAnswer | undefined {
    const entry = local.find(keyOf(request));
    if (entry === undefined) return undefined;
    const nowMs = clock.now();
    entry.askedAtMs = nowMs;
    const found = entry.answer;
    if (nowMs >= found.refreshAtMs) return undefined;
    const validity = current.atOnce(request, nowMs);
    if (validity === undefined || !isMadeFrom(found, validity)) return undefined;
    request.route.local.hits += 1;
    return found;
  }

  async function obtain(request: CacheRequest, load: Loader): Promise<Served> {
    if (staleIfError.isPausing()) {
      const stale = await staleIfError.find(request, load);
      if (stale !== undefined) return stale;
    }
    let version: number | undefined;
    try {
      const validity = await current.of(request);
      version = validity.version;
      return (
        lookup.fromMemory(request, validity, load) ?? (await lookup.join(request, validity, load))
      );
    } catch (error) {
      if (!isOutage(error)) throw error;
      staleIfError.noteOutage();
      const instead = await staleIfError.find(request, load, version);
      if (instead !== undefined) return instead;
      throw error;
    }
  }

  return {
    findFresh,
    obtain,
    obtainAfresh: async (request, load) => loading.load(request, await current.of(request), load),
    refresh: (request, load, askedAtMs) =>
      refreshUnlessFresh(request, askedAtMs, (validity) => loading.load(request, validity, load)),
    refreshFromShared: (request, load, askedAtMs) =>
      refreshUnlessFresh(
        request,
        askedAtMs,
        async (validity) =>
          (await loading.findShared(request, validity)) ?? loading.load(request, validity, load),
      ),
    holds(request, answer, person) {
      const nowMs = clock.now();
      if (nowMs >= answer.expiresAtMs) return false;
      return isMadeFrom(answer, current.ofPerson(person, request, nowMs));
    },
    noteWrite: staleIfError.noteWrite,
    dropInFlight: () => inFlight.drop(),
  };
}

/** Obtains an answer unless a fresh one is cached, and keeps the time of the last request for it. */
function createRefresh(
  { clock, local }: AnswerCacheParts,
  current: CurrentValidity,
  inFlight: InFlight,
) {
  return async (
    request: CacheRequest,
    askedAtMs: number,
    obtain: (validity: Validity) => Promise<Served>,
  ): Promise<void> => {
    const validity = await current.of(request);
    const cached = local.find(keyOf(request));
    const isFresh =
      cached !== undefined &&
      isMadeFrom(cached.answer, validity) &&
      clock.now() < cached.answer.refreshAtMs;
    const flight = flightOf(request, validity);
    if (!isFresh) await (inFlight.find(flight) ?? inFlight.track(flight, obtain(validity)));
    const kept = local.find(keyOf(request));
    if (kept !== undefined) kept.askedAtMs = askedAtMs;
  };
}
