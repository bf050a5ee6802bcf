import type { Clock, Pause } from "../ports.ts";
import type { CachePolicy } from "./cache-policy.ts";
import type { CacheRequest, Loader } from "./cache-request.ts";
import { isMadeFrom, makeAnswer, type Validity } from "./cached-answer.ts";
import type { CurrentValidity } from "./current-validity.ts";
import type { InFlight } from "./in-flight.ts";
import type { Lease } from "./lease.ts";
import type { LocalTier } from "./local-tier.ts";
import { onceAmongReplicas } from "./replica-flight.ts";
import type { Served } from "./served.ts";
import type { SharedTier } from "./shared-tier.ts";

/** Loads answers and stores them in both tiers. */
export interface AnswerLoading {
  /** Loads in this process, without a look-up in the shared tier. */
  load(request: CacheRequest, validity: Validity, load: Loader): Promise<Served>;
  /** Loads on one of the replicas if the policy has `singleFlight`, otherwise in this process. */
  loadOnce(request: CacheRequest, validity: Validity, load: Loader): Promise<Served>;
  /** Finds an answer in the shared tier that is not due for a refresh. */
  findShared(request: CacheRequest, validity: Validity): Promise<Served | undefined>;
}

export interface AnswerLoadingParts {
  readonly clock: Clock;
  readonly pause: Pause;
  readonly current: CurrentValidity;
  /** The time until which the user's profile stays the same without a write; nothing if unknown. */
  readonly profileValidUntilMs: (userId: string) => number | undefined;
  readonly local: LocalTier;
  readonly shared: SharedTier;
  readonly spread: (etag: string) => number;
}

/** The lifetime of an answer when the profile, which limits its validity, is not in memory. */
const UNKNOWN_VALIDITY_MS = 10_000;

export function createAnswerLoading(parts: AnswerLoadingParts, inFlight: InFlight): AnswerLoading {
  const { clock, current, local, shared } = parts;

  async function loadHere(
    request: CacheRequest,
    validity: Validity,
    load: Loader,
    lease?: Lease,
  ): Promise<Served> {
    const { route, userId, locale } = request;
    const before = inFlight.generation;
    const nowMs = clock.now();
    const body = await load();
    route.made += 1;
    // The day cut changed during the load, so parts of the answer may use different cuts.
    if (current.isCutAsKnown(request, validity) === false) {
      return loadHere(request, await current.of(request), load, lease);
    }
    const validUntilMs = validUntil(route.policy, parts.profileValidUntilMs(userId), nowMs);
    const times = { nowMs, validUntilMs, spread: parts.spread };
    const answer = makeAnswer(body, locale, validity, route.policy, times);
    if (inFlight.generation === before) {
      local.keep(request, answer);
      if (route.policy.shared) shared.keep(request, answer, lease);
    } else {
      lease?.release();
    }
    return { answer, from: "made" };
  }

  async function findShared(
    request: CacheRequest,
    validity: Validity,
  ): Promise<Served | undefined> {
    if (!request.route.policy.shared) return undefined;
    const before = inFlight.generation;
    const answer = await shared.find(request);
    if (answer === undefined || !isMadeFrom(answer, validity)) return undefined;
    if (clock.now() >= answer.refreshAtMs) return undefined;
    if (inFlight.generation === before) local.keep(request, answer);
    return { answer, from: "collapsed" };
  }

  return {
    load: loadHere,
    findShared,
    async loadOnce(request, validity, loader) {
      const { shared: isShared, singleFlight } = request.route.policy;
      if (!isShared || singleFlight === undefined) return loadHere(request, validity, loader);
      return onceAmongReplicas(singleFlight, parts, {
        lease: () => shared.lease(request, validity, singleFlight.leaseMs),
        async find() {
          const found = await findShared(request, validity);
          if (found !== undefined) request.route.collapsed += 1;
          return found;
        },
        make: (lease) => loadHere(request, validity, loader, lease),
      });
    },
  };
}

/**
 * The instant at which an answer becomes wrong by time alone.
 *
 * @param profileValidUntilMs the time until which the person's profile stays the same; nothing when it is not in memory
 */
export function validUntil(
  { bucket }: CachePolicy,
  profileValidUntilMs: number | undefined,
  nowMs: number,
): number {
  if (bucket === "none") return Number.POSITIVE_INFINITY;
  return profileValidUntilMs ?? nowMs + UNKNOWN_VALIDITY_MS;
}
