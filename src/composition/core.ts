import { type CacheService, createCacheService } from "../cache/cache-service.ts";
import { sharedStore } from "../cache/cache-statistics.ts";
import { configuredTraffic } from "../cache/cache-traffic.ts";
import { spreadByTag } from "../cache/cached-answer.ts";
import type { PersonState } from "../ports.ts";
import { createHistoryReader, type HistoryReader } from "../profiles/history-reader.ts";
import { createProfileService, type ProfileService } from "../profiles/profile-service.ts";
import { createSnapshotStore } from "../profiles/snapshot-store.ts";
import { createStateStore } from "../profiles/state-store.ts";
import type { ZoneOf } from "../repositories/zones-of.ts";
import { packageVersion } from "../runtime/package-version.ts";
import { createPeople, type RememberedPeople } from "../services/people/people.ts";
import { createMetrics, type Metrics } from "../telemetry/metrics.ts";
import { watchStores } from "../telemetry/store-metrics.ts";
import type { DayCut } from "../time/local-day.ts";
import { openZone, type Zone } from "../time/zone.ts";
import { isOutage } from "./is-outage.ts";
import type { Opened } from "./opened.ts";
import { createRepositories, type Repositories } from "./repositories.ts";
import { isShared, openSharedStore, type SharedStore, shareAnswers } from "./shared-store.ts";

/** The common dependencies of all capabilities: day cut, repositories, profiles, answer cache, metrics. */
export interface Core {
  /** The service's default day cut. */
  readonly cut: DayCut;
  readonly people: RememberedPeople;
  readonly zoneOf: ZoneOf;
  readonly repositories: Repositories;
  readonly history: HistoryReader;
  readonly metrics: Metrics;
  readonly profileService: ProfileService;
  readonly cacheService: CacheService;
  readonly shared: SharedStore | undefined;
}

export function composeCore(opened: Opened): Core {
  const { config, clock, feed, database } = opened;
  const zone = openZone(config.timezone);
  const cut: DayCut = { zone, dayStartHour: config.dayStartHour };
  const zoneOf: ZoneOf = (userId) => {
    const person = people.current(userId);
    return person instanceof Promise ? person.then(zoneIn) : zoneIn(person);
  };
  const repositories = createRepositories(database, zoneOf);
  const onTrouble = (error: unknown) =>
    opened.logger.warn({ event_type: "SNAPSHOT_FAILED", error }, "a profile snapshot was not used");
  const states = createStateStore({ states: repositories.states, after: opened.after, onTrouble });
  const { arrivals } = repositories;
  const people = createPeople({ clock, feed, arrivals, cut, onState: states.offer });
  const history = createHistoryReader(repositories.sessions, repositories.wellness);
  const metrics = createMetrics({
    version: packageVersion(),
    ollamaModel: config.ollamaModel,
    cacheTraffic: () => configuredTraffic(cacheService),
    ...(isShared(opened) ? { sharedCache: () => sharedStore(cacheService) } : {}),
    watchProcess: opened.role !== "command",
  });
  const profileService = createProfileService({
    ...{ clock, people, feed, history, versions: repositories.versions },
    snapshots: createSnapshotStore({ snapshots: repositories.snapshots, onTrouble }),
    states,
    maxBytes: config.profileMegabytes * 2 ** 20,
    onWorkedOut: (sessionCount) => metrics.sessionsAnalyzed.set(sessionCount),
  });
  const shared = openSharedStore(opened);
  const cacheService = createCacheService({
    ...{ clock, pause: opened.pause, people },
    profileValidUntilMs: profileService.profileValidUntilMs,
    maxBytes: config.cacheMegabytes * 2 ** 20,
    openShared: shareAnswers(opened, shared),
    spread: spreadByTag,
    isOutage,
  });
  watchStores(metrics.registry, {
    cacheMemory: () => cacheService.memory,
    poolUse: database.poolUse,
    feedHealth: feed.health,
  });
  return {
    ...{ cut, people, zoneOf, repositories, history },
    ...{ metrics, profileService, cacheService, shared },
  };
}

function zoneIn({ cut }: PersonState): Zone {
  return cut.zone;
}
