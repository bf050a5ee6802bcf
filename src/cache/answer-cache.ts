import type { Clock, Pause, VersionFeed } from "../ports.ts";
import type { DayCut } from "../time/local-day.ts";
import { keyOf, type Make, type Question } from "./cache-request.ts";
import { type CachedAnswer, hasStamp, makeAnswer, type Stamp } from "./cached-answer.ts";
import { lastWrites } from "./last-writes.ts";
import type { LocalTier } from "./local-tier.ts";
import { onceAmongReplicas } from "./replica-flight.ts";
import type { Lease, SharedTier } from "./shared-tier.ts";
import { timeContext } from "./time-context.ts";

/**
 * How an answer was come by. `stale`: after its time, while a new one is being made; `rescued`: after its time,
 * because none could be made.
 */
export type ServedFrom = "local" | "shared" | "stale" | "rescued" | "made" | "collapsed";

export interface Served {
  readonly answer: CachedAnswer;
  readonly from: ServedFrom;
}

export interface AnswerCache {
  /** The answer that holds now, at once; nothing when it takes more than a look into memory to know. */
  findFresh(question: Question): CachedAnswer | undefined;
  /** The answer that holds now, made when there is none. */
  obtain(question: Question, make: Make): Promise<Served>;
  /** A new answer, whatever is kept; it is kept in its place. */
  obtainAfresh(question: Question, make: Make): Promise<Served>;
  /** Makes what somebody is likely to ask next, unless it is there; `askedAtMs`: when it was last asked for. */
  prepare(question: Question, make: Make, askedAtMs: number): Promise<void>;
  /** The same, but takes it from the store when another replica has made it. */
  fetch(question: Question, make: Make, askedAtMs: number): Promise<void>;
  /** Whether a kept answer would be served to its question now, at this version of the user's data. */
  holds(question: Question, answer: CachedAnswer, version: number): boolean;
  /** A user is about to learn that their write succeeded: nothing made earlier may be served to them as stale. */
  noteWrite(userId: string): void;
  /** Answers being made now will not be kept, nor joined by later questions: they may be what is being deleted. */
  disown(): void;
}

export interface AnswerCacheParts {
  readonly clock: Clock;
  readonly pause: Pause;
  readonly feed: VersionFeed;
  readonly cutOf: (userId: string) => DayCut;
  /** Until when what is known of the user's sessions stays as it is without a write; nothing if unknown. */
  readonly heldUntilMs: (userId: string) => number | undefined;
  readonly local: LocalTier;
  readonly shared: SharedTier;
  readonly spread: (etag: string) => number;
  /** Whether a failure means that answers cannot be made for a while, as when the database is down. */
  readonly isOutage: (error: unknown) => boolean;
}

/** After an outage was met, stale answers are served for this long before the database is asked again. */
const OUTAGE_PAUSE_MS = 1000;

/** How long an answer may be kept when it is not known what its facts rest on. */
const UNKNOWN_HOLD_MS = 10_000;

export function createAnswerCache(parts: AnswerCacheParts): AnswerCache {
  const { clock, feed, cutOf, local, shared } = parts;
  const contextOf = timeContext();
  const flights = new Map<string, Promise<Served>>();
  const writes = lastWrites();
  let generation = 0;
  let outageUntilMs = Number.NEGATIVE_INFINITY;

  function findFresh(question: Question): CachedAnswer | undefined {
    const { route, userId } = question;
    const entry = local.find(keyOf(question));
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
      // `obtain` asks again and waits; a failure is met there.
      version.catch(() => {});
    } catch {
      // Likewise.
    }
    return undefined;
  }

  async function obtain(question: Question, make: Make): Promise<Served> {
    if (clock.now() < outageUntilMs) {
      const rescued = rescue(question, undefined);
      if (rescued !== undefined) return rescued;
    }
    let version: number | undefined;
    try {
      const stamp = await stampOf(question);
      version = stamp.version;
      return held(question, stamp, make) ?? (await join(question, stamp, make));
    } catch (error) {
      if (!parts.isOutage(error)) throw error;
      outageUntilMs = clock.now() + OUTAGE_PAUSE_MS;
      const rescued = rescue(question, version);
      if (rescued !== undefined) return rescued;
      throw error;
    }
  }

  async function obtainAfresh(question: Question, make: Make): Promise<Served> {
    return work(question, await stampOf(question), make);
  }

  async function prepare(question: Question, make: Make, askedAtMs: number): Promise<void> {
    await provide(question, askedAtMs, (stamp) => work(question, stamp, make));
  }

  async function fetch(question: Question, make: Make, askedAtMs: number): Promise<void> {
    await provide(
      question,
      askedAtMs,
      async (stamp) => (await madeElsewhere(question, stamp)) ?? work(question, stamp, make),
    );
  }

  async function provide(
    question: Question,
    askedAtMs: number,
    obtain: (stamp: Stamp) => Promise<Served>,
  ): Promise<void> {
    const stamp = await stampOf(question);
    const there = local.find(keyOf(question));
    const isThere =
      there !== undefined &&
      hasStamp(there.answer, stamp) &&
      clock.now() < there.answer.refreshAtMs;
    const flight = flightOf(question, stamp);
    if (!isThere) await (flights.get(flight) ?? track(flight, obtain(stamp)));
    const kept = local.find(keyOf(question));
    if (kept !== undefined) kept.askedAtMs = askedAtMs;
  }

  async function stampOf({ userId, route }: Question): Promise<Stamp> {
    const version = await feed.current(userId);
    return { version, context: contextOf(cutOf(userId), route.policy.bucket, clock.now()) };
  }

  /** What memory has, renewed in the background when it is old. */
  function held(question: Question, stamp: Stamp, make: Make): Served | undefined {
    const counters = question.route.local;
    const answer = local.find(keyOf(question))?.answer;
    const nowMs = clock.now();
    if (answer === undefined || !hasStamp(answer, stamp) || nowMs >= answer.staleUntilMs) {
      counters.misses += 1;
      return undefined;
    }
    if (nowMs >= answer.refreshAtMs) renew(question, stamp, make);
    if (nowMs < answer.expiresAtMs) {
      counters.hits += 1;
      return { answer, from: "local" };
    }
    counters.stale += 1;
    return { answer, from: "stale" };
  }

  function renew(question: Question, stamp: Stamp, make: Make): void {
    const flight = `renew ${flightOf(question, stamp)}`;
    if (flights.has(flight)) return;
    // Whoever asks when the old answer's time is over meets the failure again, and is told.
    track(flight, makeOnce(question, stamp, make)).catch(() => {});
  }

  /** One of several equal questions is answered, the others take that answer. */
  async function join(question: Question, stamp: Stamp, make: Make): Promise<Served> {
    const flight = flightOf(question, stamp);
    const underWay = flights.get(flight);
    if (underWay === undefined) return track(flight, lead(question, stamp, make));
    try {
      const { answer } = await underWay;
      question.route.collapsed += 1;
      return { answer, from: "collapsed" };
    } catch (error) {
      // A failure of the database is everybody's; any other may have been that one request's.
      if (parts.isOutage(error)) throw error;
      return work(question, stamp, make);
    }
  }

  function track(flight: string, work: Promise<Served>): Promise<Served> {
    const tracked = work.finally(() => {
      if (flights.get(flight) === tracked) flights.delete(flight);
    });
    flights.set(flight, tracked);
    return tracked;
  }

  async function lead(question: Question, stamp: Stamp, make: Make): Promise<Served> {
    const { policy, shared: counters } = question.route;
    if (!policy.shared) return work(question, stamp, make);
    const before = generation;
    const answer = await shared.find(question);
    const nowMs = clock.now();
    if (answer === undefined || !hasStamp(answer, stamp) || nowMs >= answer.staleUntilMs) {
      counters.misses += 1;
      return makeOnce(question, stamp, make);
    }
    if (generation === before) local.keep(question, answer);
    if (nowMs >= answer.refreshAtMs) renew(question, stamp, make);
    if (nowMs >= answer.expiresAtMs) {
      counters.stale += 1;
      return { answer, from: "stale" };
    }
    counters.hits += 1;
    return { answer, from: "shared" };
  }

  /** By one replica, where the policy says so; otherwise here. */
  async function makeOnce(question: Question, stamp: Stamp, make: Make): Promise<Served> {
    const { shared: isShared, singleFlight } = question.route.policy;
    if (!isShared || singleFlight === undefined) return work(question, stamp, make);
    return onceAmongReplicas(singleFlight, parts, {
      lease: () => shared.lease(question, stamp, singleFlight.leaseMs),
      async find() {
        const found = await madeElsewhere(question, stamp);
        if (found !== undefined) question.route.collapsed += 1;
        return found;
      },
      make: (lease) => work(question, stamp, make, lease),
    });
  }

  async function madeElsewhere(question: Question, stamp: Stamp): Promise<Served | undefined> {
    if (!question.route.policy.shared) return undefined;
    const before = generation;
    const answer = await shared.find(question);
    if (answer === undefined || !hasStamp(answer, stamp)) return undefined;
    if (clock.now() >= answer.refreshAtMs) return undefined;
    if (generation === before) local.keep(question, answer);
    return { answer, from: "collapsed" };
  }

  async function work(
    question: Question,
    stamp: Stamp,
    make: Make,
    lease?: Lease,
  ): Promise<Served> {
    const { route, userId, locale } = question;
    const { bucket } = route.policy;
    const before = generation;
    const nowMs = clock.now();
    const body = await make();
    route.made += 1;
    const holdsUntilMs =
      bucket === "none"
        ? Number.POSITIVE_INFINITY
        : (parts.heldUntilMs(userId) ?? nowMs + UNKNOWN_HOLD_MS);
    const times = { nowMs, holdsUntilMs, spread: parts.spread };
    const answer = makeAnswer(body, locale, stamp, route.policy, times);
    if (generation === before) {
      local.keep(question, answer);
      if (route.policy.shared) shared.keep(question, answer, lease);
    } else {
      lease?.giveBack();
    }
    return { answer, from: "made" };
  }

  /** During an outage: the last answer, when nothing is known to have changed since it was made. */
  function rescue(question: Question, version: number | undefined): Served | undefined {
    const answer = local.find(keyOf(question))?.answer;
    if (answer === undefined || clock.now() >= answer.staleUntilMs) return undefined;
    if (version !== undefined && version !== answer.version) return undefined;
    if (answer.madeAtMs <= writes.of(question.userId)) return undefined;
    // A person who has moved since, or cuts days otherwise now, has other days.
    const place = contextOf(cutOf(question.userId), "none", clock.now());
    if (answer.context !== place && !answer.context.startsWith(`${place} `)) return undefined;
    question.route.local.stale += 1;
    return { answer, from: "rescued" };
  }

  return {
    findFresh,
    obtain,
    obtainAfresh,
    prepare,
    fetch,
    holds({ userId, route }, answer, version) {
      const nowMs = clock.now();
      const context = contextOf(cutOf(userId), route.policy.bucket, nowMs);
      return nowMs < answer.expiresAtMs && hasStamp(answer, { version, context });
    },
    noteWrite: (userId) => writes.note(userId, clock.now()),
    disown() {
      generation += 1;
      flights.clear();
    },
  };
}

function flightOf(question: Question, { version, context }: Stamp): string {
  return `${version} ${context} ${keyOf(question)}`;
}
