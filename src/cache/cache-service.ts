import type { Clock, Pause, People } from "../ports.ts";
import { type AnswerCache, createAnswerCache } from "./answer-cache.ts";
import type { CachePolicy } from "./cache-policy.ts";
import { type CachedRoute, cachedRoute, resetCounters } from "./cached-route.ts";
import { createLocalTier, type LocalEntry, type LocalTier } from "./local-tier.ts";
import { createRefreshAhead } from "./refresh-ahead.ts";
import { type Selection, selects } from "./selection.ts";
import type { SharedNews, SharedStatus, SharedTier } from "./shared-tier.ts";

/** The answer cache of all routes that declare a policy, with inspection and deletion. */
export interface CacheService {
  readonly answers: AnswerCache;
  /** Registers a route, or returns the registered one. */
  declare(url: string, policy: CachePolicy): CachedRoute;
  readonly routes: ReadonlyMap<string, CachedRoute>;
  /** Entries of this process, the most recently used first. */
  list(selection: Selection, limit: number): LocalEntry[];
  /** Whether an entry would be served now. */
  isCurrent(entry: LocalEntry): Promise<boolean>;
  /** Reports an acknowledged write of a user: answers from before it are outdated. */
  noteWrite(userId: string): void;
  /** Schedules a refresh of those entries that were requested recently. */
  refreshAhead(userId: string, entries: readonly LocalEntry[]): void;
  /** Deletes in every tier and every replica. */
  remove(selection: Selection): Promise<{ readonly local: number; readonly shared: number }>;
  /** Resolves when no refresh after writes, received here or by another replica, is scheduled or running. */
  refreshed(written: "here" | "elsewhere"): Promise<void>;
  resetCounters(): void;
  readonly memory: { readonly bytes: number; readonly maxBytes: number; readonly entries: number };
  sharedStatus(): SharedStatus;
  close(): Promise<void>;
}

export interface CacheServiceParts {
  readonly clock: Clock;
  readonly pause: Pause;
  readonly people: People;
  readonly profileValidUntilMs: (userId: string) => number | undefined;
  readonly maxBytes: number;
  /** Opens the shared tier, with the handlers of deletions and writes in other replicas. */
  readonly openShared: (news: SharedNews) => SharedTier;
  readonly spread: (etag: string) => number;
  readonly isOutage: (error: unknown) => boolean;
}

/**
 * A refresh follows the first write at once, because the person may view a page next. Writes in quick succession, as of
 * a program that fills in a day, share one refresh.
 */
const OWN_PACE = { afterMs: 0, everyMs: 50 };
/** The delay gives the replica that received the write time to store answers for the others. */
const OTHERS_PACE = { afterMs: 200, everyMs: 0 };

export function createCacheService(parts: CacheServiceParts): CacheService {
  const routes = new Map<string, CachedRoute>();
  const local: LocalTier = createLocalTier(parts.maxBytes);
  const shared = parts.openShared({
    onRemoved: (selection) => removeHere(selection),
    onWritten: (userId) => refreshOthers.schedule(userId, local.ofUser(userId)),
  });
  const answers = createAnswerCache({ ...parts, local, shared });
  const refreshOwn = createRefreshAhead({ ...parts, ...OWN_PACE, refresh: answers.refresh });
  /** Refreshes after writes that other replicas received. Those replicas load the answers that were requested there. */
  const refreshOthers = createRefreshAhead({
    ...parts,
    ...OTHERS_PACE,
    refresh: answers.refreshFromShared,
  });

  function removeHere(selection: Selection): number {
    answers.dropInFlight();
    refreshOwn.cancel(selection.userId);
    refreshOthers.cancel(selection.userId);
    return local.remove({
      userId: selection.userId,
      matches: (request) => selects(selection, request),
    });
  }

  return {
    answers,
    routes,
    declare(url, policy) {
      const route = routes.get(url) ?? cachedRoute(url, policy);
      routes.set(url, route);
      return route;
    },
    list(selection, limit) {
      const { userId } = selection;
      const candidates = userId === undefined ? local.list() : local.ofUser(userId);
      return [...candidates].filter(({ request }) => selects(selection, request)).slice(0, limit);
    },
    async isCurrent({ request, answer }) {
      return answers.holds(request, answer, await parts.people.current(request.userId));
    },
    noteWrite(userId) {
      answers.noteWrite(userId);
      refreshOwn.schedule(userId, local.ofUser(userId));
      shared.noteWrite(userId);
    },
    refreshAhead: (userId, entries) => refreshOwn.schedule(userId, entries),
    refreshed: (written) => (written === "here" ? refreshOwn : refreshOthers).settled(),
    async remove(selection) {
      const here = removeHere(selection);
      return { local: here, shared: await shared.remove(selection) };
    },
    resetCounters() {
      for (const route of routes.values()) resetCounters(route);
    },
    get memory() {
      return { bytes: local.bytes, maxBytes: parts.maxBytes, entries: local.entries };
    },
    sharedStatus: () => shared.status(),
    close() {
      refreshOwn.close();
      refreshOthers.close();
      return shared.close();
    },
  };
}
