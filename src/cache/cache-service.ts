import type { Clock, Pause, VersionFeed } from "../ports.ts";
import type { DayCut } from "../time/local-day.ts";
import { type AnswerCache, createAnswerCache } from "./answer-cache.ts";
import type { CachePolicy } from "./cache-policy.ts";
import { type CachedRoute, cachedRoute, resetCounters } from "./cached-route.ts";
import { createLocalTier, type LocalEntry, type LocalTier } from "./local-tier.ts";
import { createRenewals } from "./refresh-ahead.ts";
import { type Selection, selects } from "./selection.ts";
import type { SharedNews, SharedStatus, SharedTier } from "./shared-tier.ts";

/** Answers of routes that declare a policy, kept for their users; and how to look at them and delete them. */
export interface CacheService {
  readonly answers: AnswerCache;
  /** Registers a route, or finds it again. */
  declare(url: string, policy: CachePolicy): CachedRoute;
  readonly routes: ReadonlyMap<string, CachedRoute>;
  /** In this process, the most recently used first. */
  list(selection: Selection, limit: number): LocalEntry[];
  /** Whether an answer would be served now. */
  isCurrent(entry: LocalEntry): Promise<boolean>;
  /** A user is about to learn that their write succeeded: what was made before is out of date. */
  noteWrite(userId: string): void;
  /** Has answers that were kept made anew soon, as far as they were asked for lately. */
  renew(userId: string, entries: readonly LocalEntry[]): void;
  /** Deletes in every tier and every replica. */
  remove(selection: Selection): Promise<{ readonly local: number; readonly shared: number }>;
  /** Until no answer is being made anew any more that writes, here or at another replica, made out of date. */
  renewed(written: "here" | "elsewhere"): Promise<void>;
  resetCounters(): void;
  readonly memory: { readonly bytes: number; readonly maxBytes: number; readonly entries: number };
  sharedStatus(): SharedStatus;
  close(): Promise<void>;
}

export interface CacheServiceParts {
  readonly clock: Clock;
  readonly pause: Pause;
  readonly feed: VersionFeed;
  readonly cutOf: (userId: string) => DayCut;
  readonly heldUntilMs: (userId: string) => number | undefined;
  readonly maxBytes: number;
  /** Given what to do when another replica deletes or takes a write. */
  readonly openShared: (news: SharedNews) => SharedTier;
  readonly spread: (etag: string) => number;
  readonly isOutage: (error: unknown) => boolean;
}

/**
 * The first write is followed by a renewal as soon as it is answered, since a look at the page may come next; several in a
 * row, as of a program that fills in a day, by one for all.
 */
const OWN_PACE = { afterMs: 0, everyMs: 50 };
/** The replica that took the write is given time to make what the others then find. */
const OTHERS_PACE = { afterMs: 200, everyMs: 0 };

export function createCacheService(parts: CacheServiceParts): CacheService {
  const routes = new Map<string, CachedRoute>();
  const local: LocalTier = createLocalTier(parts.maxBytes);
  const shared = parts.openShared({
    onRemoved: (selection) => removeHere(selection),
    onWritten: (userId) => others.renew(userId, local.ofUser(userId)),
  });
  const answers = createAnswerCache({ ...parts, local, shared });
  const renewals = createRenewals({ ...parts, ...OWN_PACE, prepare: answers.prepare });
  /** After writes that other replicas took: they make what was asked for there. */
  const others = createRenewals({ ...parts, ...OTHERS_PACE, prepare: answers.fetch });

  function removeHere(selection: Selection): number {
    answers.disown();
    renewals.forget(selection.userId);
    others.forget(selection.userId);
    return local.remove({
      userId: selection.userId,
      matches: (question) => selects(selection, question),
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
      return [...candidates].filter(({ question }) => selects(selection, question)).slice(0, limit);
    },
    async isCurrent({ question, answer }) {
      const version = await parts.feed.current(question.userId);
      return answers.holds(question, answer, version);
    },
    noteWrite(userId) {
      answers.noteWrite(userId);
      renewals.renew(userId, local.ofUser(userId));
      shared.noteWrite(userId);
    },
    renew: (userId, entries) => renewals.renew(userId, entries),
    renewed: (written) => (written === "here" ? renewals : others).settled(),
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
      renewals.close();
      others.close();
      return shared.close();
    },
  };
}
