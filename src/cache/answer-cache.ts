import type { Clock, Pause, VersionFeed } from "../ports.ts";
import type { DayCut } from "../time/local-day.ts";
import { type CacheRequest, keyOf, type Loader } from "./cache-request.ts";
import { type CachedAnswer, isMadeFrom, makeAnswer, type Validity } from "./cached-answer.ts";
import { lastWrites } from "./last-writes.ts";
import type { Lease } from "./lease.ts";
import type { LocalTier } from "./local-tier.ts";
import { onceAmongReplicas } from "./replica-flight.ts";
import type { SharedTier } from "./shared-tier.ts";
import { timeContext } from "./time-context.ts";

/** Where an answer comes from. The two stale ones are as RFC 5861 has them: expired, and served within the stale window. */
export type ServedFrom =
  | "local"
  | "shared"
  | "stale-while-revalidate"
  | "stale-if-error"
  | "made"
  | "collapsed";

export interface Served {
  readonly answer: CachedAnswer;
  readonly from: ServedFrom;
}

export interface AnswerCache {
  /** The current answer from memory, synchronously; nothing when memory alone cannot tell. */
  findFresh(request: CacheRequest): CachedAnswer | undefined;
  /** The current answer, loaded when there is none. */
  obtain(request: CacheRequest, load: Loader): Promise<Served>;
  /** A newly loaded answer; it replaces the cached one. */
  obtainAfresh(request: CacheRequest, load: Loader): Promise<Served>;
  /** Loads an answer ahead of the next request, unless a fresh one is cached; `askedAtMs`: the last request for it. */
  refresh(request: CacheRequest, load: Loader, askedAtMs: number): Promise<void>;
  /** The same; an answer that another replica has stored is taken from there. */
  refreshFromShared(request: CacheRequest, load: Loader, askedAtMs: number): Promise<void>;
  /** Whether a cached answer would be served to its request now, at this version of the user's data. */
  holds(request: CacheRequest, answer: CachedAnswer, version: number): boolean;
  /** A user's write was acknowledged: answers made before it are never served stale to that user. */
  noteWrite(userId: string): void;
  /** Answers being loaded now are not stored, and later requests do not join them: a deletion may mean them. */
  dropInFlight(): void;
}

export interface AnswerCacheParts {
  readonly clock: Clock;
  readonly pause: Pause;
  readonly feed: VersionFeed;
  readonly cutOf: (userId: string) => DayCut;
  /** Until when the user's profile stays the same without a write; nothing if unknown. */
  readonly heldUntilMs: (userId: string) => number | undefined;
  readonly local: LocalTier;
  readonly shared: SharedTier;
  readonly spread: (etag: string) => number;
  /** Whether a failure is an outage, such as a database that is down. */
  readonly isOutage: (error: unknown) => boolean;
}

/** After an outage, stale answers are served for this long before the database is tried again. */
const OUTAGE_PAUSE_MS = 1000;

/** How long an answer is cached when the profile that says until when it holds is not in memory. */
const UNKNOWN_HOLD_MS = 10_000;

export function createAnswerCache(parts: AnswerCacheParts): AnswerCache {
  const { clock, feed, cutOf, local, shared } = parts;
  const contextOf = timeContext();
  const flights = new Map<string, Promise<Served>>();
  const writes = lastWrites();
  let generation = 0;
  let outageUntilMs = Number.NEGATIVE_INFINITY;

  function findFresh(request: CacheRequest): CachedAnswer | undefined {
    const { route, userId } = request;
    const entry = local.find(keyOf(request));
    if (entry === undefined) return undefined;
    const nowMs = clock.now();
    entry.askedAtMs = nowMs;
    const found = entry.answer;
    if (nowMs >= found.refreshAtMs) return undefined;
    if (found.context !== contextOf(cutOf(userId), route.policy.bucket, nowMs)) return undefined;
    if (found.version !== versionAtOnce(userId)) return undefined;
    route.local.hits += 1;
    return found;
  }

  function versionAtOnce(userId: string): number | undefined {
    try {
      const version = feed.current(userId);
      if (typeof version === "number") return version;
      // `obtain` asks again and waits, and reports a failure.
      version.catch(() => {});
    } catch {
      // The same.
    }
    return undefined;
  }

  async function obtain(request: CacheRequest, load: Loader): Promise<Served> {
    if (clock.now() < outageUntilMs) {
      const stale = staleIfError(request, undefined);
      if (stale !== undefined) return stale;
    }
    let version: number | undefined;
    try {
      const validity = await validityOf(request);
      version = validity.version;
      return fromMemory(request, validity, load) ?? (await join(request, validity, load));
    } catch (error) {
      if (!parts.isOutage(error)) throw error;
      outageUntilMs = clock.now() + OUTAGE_PAUSE_MS;
      const stale = staleIfError(request, version);
      if (stale !== undefined) return stale;
      throw error;
    }
  }

  async function obtainAfresh(request: CacheRequest, load: Loader): Promise<Served> {
    return loadAndStore(request, await validityOf(request), load);
  }

  async function refresh(request: CacheRequest, load: Loader, askedAtMs: number): Promise<void> {
    await refreshUnlessFresh(request, askedAtMs, (validity) =>
      loadAndStore(request, validity, load),
    );
  }

  async function refreshFromShared(
    request: CacheRequest,
    load: Loader,
    askedAtMs: number,
  ): Promise<void> {
    await refreshUnlessFresh(
      request,
      askedAtMs,
      async (validity) =>
        (await findShared(request, validity)) ?? loadAndStore(request, validity, load),
    );
  }

  async function refreshUnlessFresh(
    request: CacheRequest,
    askedAtMs: number,
    obtain: (validity: Validity) => Promise<Served>,
  ): Promise<void> {
    const validity = await validityOf(request);
    const cached = local.find(keyOf(request));
    const isFresh =
      cached !== undefined &&
      isMadeFrom(cached.answer, validity) &&
      clock.now() < cached.answer.refreshAtMs;
    const flight = flightOf(request, validity);
    if (!isFresh) await (flights.get(flight) ?? track(flight, obtain(validity)));
    const kept = local.find(keyOf(request));
    if (kept !== undefined) kept.askedAtMs = askedAtMs;
  }

  async function validityOf({ userId, route }: CacheRequest): Promise<Validity> {
    const version = await feed.current(userId);
    return { version, context: contextOf(cutOf(userId), route.policy.bucket, clock.now()) };
  }

  /** The answer in memory, revalidated in the background once it is due. */
  function fromMemory(request: CacheRequest, validity: Validity, load: Loader): Served | undefined {
    const counters = request.route.local;
    const answer = local.find(keyOf(request))?.answer;
    const nowMs = clock.now();
    if (answer === undefined || !isMadeFrom(answer, validity) || nowMs >= answer.staleUntilMs) {
      counters.misses += 1;
      return undefined;
    }
    if (nowMs >= answer.refreshAtMs) revalidate(request, validity, load);
    if (nowMs < answer.expiresAtMs) {
      counters.hits += 1;
      return { answer, from: "local" };
    }
    counters.stale += 1;
    return { answer, from: "stale-while-revalidate" };
  }

  function revalidate(request: CacheRequest, validity: Validity, load: Loader): void {
    const flight = `revalidate ${flightOf(request, validity)}`;
    if (flights.has(flight)) return;
    // The first request after the stale window meets the failure itself, and reports it.
    track(flight, loadOnce(request, validity, load)).catch(() => {});
  }

  /** Collapses equal requests: one loads the answer, the others take it. */
  async function join(request: CacheRequest, validity: Validity, load: Loader): Promise<Served> {
    const flight = flightOf(request, validity);
    const underWay = flights.get(flight);
    if (underWay === undefined) return track(flight, loadThroughShared(request, validity, load));
    try {
      const { answer } = await underWay;
      request.route.collapsed += 1;
      return { answer, from: "collapsed" };
    } catch (error) {
      // An outage concerns every request; any other failure may be of that one request only.
      if (parts.isOutage(error)) throw error;
      return loadAndStore(request, validity, load);
    }
  }

  function track(flight: string, task: Promise<Served>): Promise<Served> {
    const tracked = task.finally(() => {
      if (flights.get(flight) === tracked) flights.delete(flight);
    });
    flights.set(flight, tracked);
    return tracked;
  }

  async function loadThroughShared(
    request: CacheRequest,
    validity: Validity,
    load: Loader,
  ): Promise<Served> {
    const { policy, shared: counters } = request.route;
    if (!policy.shared) return loadAndStore(request, validity, load);
    const before = generation;
    const answer = await shared.find(request);
    const nowMs = clock.now();
    if (answer === undefined || !isMadeFrom(answer, validity) || nowMs >= answer.staleUntilMs) {
      counters.misses += 1;
      return loadOnce(request, validity, load);
    }
    if (generation === before) local.keep(request, answer);
    if (nowMs >= answer.refreshAtMs) revalidate(request, validity, load);
    if (nowMs >= answer.expiresAtMs) {
      counters.stale += 1;
      return { answer, from: "stale-while-revalidate" };
    }
    counters.hits += 1;
    return { answer, from: "shared" };
  }

  /** Loads on one replica where the policy says so, otherwise here. */
  async function loadOnce(
    request: CacheRequest,
    validity: Validity,
    load: Loader,
  ): Promise<Served> {
    const { shared: isShared, singleFlight } = request.route.policy;
    if (!isShared || singleFlight === undefined) return loadAndStore(request, validity, load);
    return onceAmongReplicas(singleFlight, parts, {
      lease: () => shared.lease(request, validity, singleFlight.leaseMs),
      async find() {
        const found = await findShared(request, validity);
        if (found !== undefined) request.route.collapsed += 1;
        return found;
      },
      make: (lease) => loadAndStore(request, validity, load, lease),
    });
  }

  async function findShared(
    request: CacheRequest,
    validity: Validity,
  ): Promise<Served | undefined> {
    if (!request.route.policy.shared) return undefined;
    const before = generation;
    const answer = await shared.find(request);
    if (answer === undefined || !isMadeFrom(answer, validity)) return undefined;
    if (clock.now() >= answer.refreshAtMs) return undefined;
    if (generation === before) local.keep(request, answer);
    return { answer, from: "collapsed" };
  }

  async function loadAndStore(
    request: CacheRequest,
    validity: Validity,
    load: Loader,
    lease?: Lease,
  ): Promise<Served> {
    const { route, userId, locale } = request;
    const { bucket } = route.policy;
    const before = generation;
    const nowMs = clock.now();
    const body = await load();
    route.made += 1;
    const holdsUntilMs =
      bucket === "none"
        ? Number.POSITIVE_INFINITY
        : (parts.heldUntilMs(userId) ?? nowMs + UNKNOWN_HOLD_MS);
    const times = { nowMs, holdsUntilMs, spread: parts.spread };
    const answer = makeAnswer(body, locale, validity, route.policy, times);
    if (generation === before) {
      local.keep(request, answer);
      if (route.policy.shared) shared.keep(request, answer, lease);
    } else {
      lease?.release();
    }
    return { answer, from: "made" };
  }

  /** During an outage: the last answer, unless a change since is known. */
  function staleIfError(request: CacheRequest, version: number | undefined): Served | undefined {
    const answer = local.find(keyOf(request))?.answer;
    if (answer === undefined || clock.now() >= answer.staleUntilMs) return undefined;
    if (version !== undefined && version !== answer.version) return undefined;
    if (answer.madeAtMs <= writes.of(request.userId)) return undefined;
    // Another zone or day start since then means other days.
    const place = contextOf(cutOf(request.userId), "none", clock.now());
    if (answer.context !== place && !answer.context.startsWith(`${place} `)) return undefined;
    request.route.local.stale += 1;
    return { answer, from: "stale-if-error" };
  }

  return {
    findFresh,
    obtain,
    obtainAfresh,
    refresh,
    refreshFromShared,
    holds({ userId, route }, answer, version) {
      const nowMs = clock.now();
      const context = contextOf(cutOf(userId), route.policy.bucket, nowMs);
      return nowMs < answer.expiresAtMs && isMadeFrom(answer, { version, context });
    },
    noteWrite: (userId) => writes.note(userId, clock.now()),
    dropInFlight() {
      generation += 1;
      flights.clear();
    },
  };
}

function flightOf(request: CacheRequest, { version, context }: Validity): string {
  return `${version} ${context} ${keyOf(request)}`;
}
