import type { Clock } from "../ports.ts";
import { type CacheRequest, keyOf } from "./cache-request.ts";
import type { CurrentValidity } from "./current-validity.ts";
import { lastWrites } from "./last-writes.ts";
import type { LocalTier } from "./local-tier.ts";
import type { Served } from "./served.ts";

/** What is served while the database is down: the last answer, within its stale window. */
export interface StaleIfError {
  /** The stale answer while the last outage is too recent to try the database again. */
  duringOutage(request: CacheRequest): Served | undefined;
  /**
   * The stale answer in place of a failure; nothing unless that is an outage.
   *
   * @param version of the user's data, where it could be read
   */
  inPlaceOf(error: unknown, request: CacheRequest, version: number | undefined): Served | undefined;
  /** A user's write was acknowledged: answers made before it are never served stale to that user. */
  noteWrite(userId: string): void;
}

export interface StaleIfErrorParts {
  readonly clock: Clock;
  readonly local: LocalTier;
  readonly validity: CurrentValidity;
  /** Whether a failure is an outage, such as a database that is down. */
  readonly isOutage: (error: unknown) => boolean;
}

/** After an outage, stale answers are served for this long before the database is tried again. */
const OUTAGE_PAUSE_MS = 1000;

export function createStaleIfError(parts: StaleIfErrorParts): StaleIfError {
  const { clock, local, validity, isOutage } = parts;
  const writes = lastWrites();
  let outageUntilMs = Number.NEGATIVE_INFINITY;

  /** The last answer, unless a change since is known. */
  function stale(request: CacheRequest, version: number | undefined): Served | undefined {
    const answer = local.find(keyOf(request))?.answer;
    const nowMs = clock.now();
    if (answer === undefined || nowMs >= answer.staleUntilMs) return undefined;
    if (version !== undefined && version !== answer.version) return undefined;
    if (answer.madeAtMs <= writes.of(request.userId)) return undefined;
    // Another zone or day start since then means other days.
    if (validity.isCutAsKnown(request, answer) !== true) return undefined;
    request.route.local.stale += 1;
    return { answer, from: "stale-if-error" };
  }

  return {
    duringOutage: (request) =>
      clock.now() < outageUntilMs ? stale(request, undefined) : undefined,
    inPlaceOf(error, request, version) {
      if (!isOutage(error)) return undefined;
      outageUntilMs = clock.now() + OUTAGE_PAUSE_MS;
      return stale(request, version);
    },
    noteWrite: (userId) => writes.note(userId, clock.now()),
  };
}
