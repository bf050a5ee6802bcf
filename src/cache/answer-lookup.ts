import type { Clock } from "../ports.ts";
import type { AnswerLoading } from "./answer-loading.ts";
import { type CacheRequest, keyOf, type Loader } from "./cache-request.ts";
import { type CachedAnswer, isMadeFrom, type Validity } from "./cached-answer.ts";
import type { TierCounters } from "./cached-route.ts";
import { flightOf, type InFlight } from "./in-flight.ts";
import type { LocalTier } from "./local-tier.ts";
import type { Served, ServedFrom } from "./served.ts";
import type { SharedTier } from "./shared-tier.ts";

/** Looks an answer up in one tier after the other, and loads it when neither has it. */
export interface AnswerLookup {
  /** The answer in memory, revalidated in the background once it is due. */
  fromMemory(request: CacheRequest, validity: Validity, load: Loader): Served | undefined;
  /** The answer of the shared tier, or a newly loaded one. Equal requests are collapsed into one. */
  join(request: CacheRequest, validity: Validity, load: Loader): Promise<Served>;
}

export interface AnswerLookupParts {
  readonly clock: Clock;
  readonly local: LocalTier;
  readonly shared: SharedTier;
  /** Whether a failure is an outage, such as a database that is down. */
  readonly isOutage: (error: unknown) => boolean;
}

export function createAnswerLookup(
  { clock, local, shared, isOutage }: AnswerLookupParts,
  inFlight: InFlight,
  { load, loadOnce }: AnswerLoading,
): AnswerLookup {
  function revalidate(request: CacheRequest, validity: Validity, loader: Loader): void {
    const flight = `revalidate ${flightOf(request, validity)}`;
    if (inFlight.find(flight) !== undefined) return;
    // The first request after the stale window repeats the load and reports its failure.
    inFlight.track(flight, loadOnce(request, validity, loader)).catch(() => {});
  }

  async function throughShared(
    request: CacheRequest,
    validity: Validity,
    loader: Loader,
  ): Promise<Served> {
    const { policy, shared: counters } = request.route;
    if (!policy.shared) return load(request, validity, loader);
    const before = inFlight.generation;
    const answer = await shared.find(request);
    const nowMs = clock.now();
    const served = serve(answer, validity, nowMs, { from: "shared", counters });
    if (served === undefined) return loadOnce(request, validity, loader);
    if (inFlight.generation === before) local.keep(request, served.answer);
    if (nowMs >= served.answer.refreshAtMs) revalidate(request, validity, loader);
    return served;
  }

  return {
    fromMemory(request, validity, loader) {
      const answer = local.find(keyOf(request))?.answer;
      const nowMs = clock.now();
      const tier = { from: "local", counters: request.route.local } as const;
      const served = serve(answer, validity, nowMs, tier);
      if (served !== undefined && nowMs >= served.answer.refreshAtMs)
        revalidate(request, validity, loader);
      return served;
    },
    async join(request, validity, loader) {
      const flight = flightOf(request, validity);
      const underWay = inFlight.find(flight);
      if (underWay === undefined) {
        return inFlight.track(flight, throughShared(request, validity, loader));
      }
      try {
        const { answer } = await underWay;
        request.route.collapsed += 1;
        return { answer, from: "collapsed" };
      } catch (error) {
        // An outage concerns every request; any other failure may concern the other request only.
        if (isOutage(error)) throw error;
        return load(request, validity, loader);
      }
    },
  };
}

/** Serves a tier's answer; nothing when it is invalid or too old, even to be served stale. */
function serve(
  answer: CachedAnswer | undefined,
  validity: Validity,
  nowMs: number,
  { from, counters }: { readonly from: ServedFrom; readonly counters: TierCounters },
): Served | undefined {
  if (answer === undefined || !isMadeFrom(answer, validity) || nowMs >= answer.staleUntilMs) {
    counters.misses += 1;
    return undefined;
  }
  if (nowMs < answer.expiresAtMs) {
    counters.hits += 1;
    return { answer, from };
  }
  counters.stale += 1;
  return { answer, from: "stale-while-revalidate" };
}
