import { hash, randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { configuredModels } from "./adapters/ai/configured-models.ts";
import { redisStore } from "./adapters/redis/redis-store.ts";
import { systemAlarm } from "./adapters/system-alarm.ts";
import { systemClock } from "./adapters/system-clock.ts";
import { createCacheAdmin } from "./cache/cache-admin.ts";
import { type CacheServiceParts, createCacheService } from "./cache/cache-service.ts";
import { sharedStore } from "./cache/cache-statistics.ts";
import { configuredTraffic } from "./cache/cache-traffic.ts";
import { spreadByTag } from "./cache/cached-answer.ts";
import { createSharedTier, NO_SHARED_TIER } from "./cache/shared-tier.ts";
import { type Config, printableUrl } from "./config/config.ts";
import type { Database } from "./db/database.ts";
import { DatabaseDamagedError } from "./db/errors.ts";
import { openDatabase, sqlitePath } from "./db/open.ts";
import { acquireServerLock } from "./db/server-lock.ts";
import { openVersionFeed } from "./db/version-feed.ts";
import type { AppServices } from "./http/app.ts";
import type { Alarm, CacheStore, Clock, Pause, Randomness, VersionFeed } from "./ports.ts";
import { createHistoryReader } from "./profiles/history-reader.ts";
import { createProfileService, type ProfileService } from "./profiles/profile-service.ts";
import { signatureOf } from "./profiles/signature-of.ts";
import { createSnapshotStore } from "./profiles/snapshot-store.ts";
import { achievementRepository } from "./repositories/achievement-repository.ts";
import { profileSnapshotRepository } from "./repositories/profile-snapshot-repository.ts";
import { ratingConversionRepository } from "./repositories/rating-conversion-repository.ts";
import { type SessionRepository, sessionRepository } from "./repositories/session-repository.ts";
import { settingsRepository } from "./repositories/settings-repository.ts";
import { versionRepository } from "./repositories/version-repository.ts";
import { wellnessRepository } from "./repositories/wellness-repository.ts";
import { codeDigest } from "./runtime/code-digest.ts";
import { packageVersion } from "./runtime/package-version.ts";
import { PRIVATE_MEMBERS } from "./schemas/private-members.ts";
import { createAchievementService } from "./services/achievements/achievement-service.ts";
import { createAiService } from "./services/ai/ai-service.ts";
import { connectAi } from "./services/ai/connect-ai.ts";
import { withStoredAnswers } from "./services/ai/stored-answer-admin.ts";
import type { TextWriting } from "./services/ai/writing/text-writing.ts";
import { createAnalysisService } from "./services/analysis/analysis-service.ts";
import { createCategoryService } from "./services/categories/category-service.ts";
import { createDayService } from "./services/days/day-service.ts";
import { healthService } from "./services/health/health-service.ts";
import { createInsightService } from "./services/insights/insight-service.ts";
import { createModelService } from "./services/models/model-service.ts";
import { createPatternService } from "./services/patterns/pattern-service.ts";
import { createPredictionService } from "./services/predictions/prediction-service.ts";
import { createRecommendationService } from "./services/recommendations/recommendation-service.ts";
import { connectSearch } from "./services/search/connect-search.ts";
import type { NoteVectors } from "./services/search/note-vectors.ts";
import { createSignalService } from "./services/signals/signal-service.ts";
import { createSummaryService } from "./services/summary/summary-service.ts";
import { createTrackRecordService } from "./services/track-record/track-record-service.ts";
import { createTrainingService } from "./services/training/training-service.ts";
import { wellnessService } from "./services/wellness/wellness-service.ts";
import { exportService } from "./sessions/export-service.ts";
import { idempotencyService } from "./sessions/idempotency-service.ts";
import { importService } from "./sessions/import/import-sessions.ts";
import { createRatingConversion, type RatingConversion } from "./sessions/rating-conversion.ts";
import { sessionService } from "./sessions/session-service.ts";
import { metricsScrape } from "./telemetry/cluster-metrics.ts";
import { createLogger, type Logger } from "./telemetry/logger.ts";
import { createMetrics } from "./telemetry/metrics.ts";
import { formatInstant } from "./time/format-instant.ts";
import type { DayCut } from "./time/local-day.ts";
import { openZone } from "./time/zone.ts";

// Offered to commands that run without the rest, such as `doctor`.
export { pingRedis } from "./adapters/redis/redis-ping.ts";
export { systemClock };

/** How long a start waits to learn whether the database can be used. */
const PING_LIMIT_MS = 500;

/** Everything the service is made of, opened and connected; closed once, by its opener. */
export interface Dependencies extends AppServices, AsyncDisposable {
  readonly config: Config;
  readonly clock: Clock;
  readonly database: Database;
  readonly feed: VersionFeed;
  readonly sessions: SessionRepository;
  readonly cutOf: (userId: string) => DayCut;
  readonly profileService: ProfileService;
  readonly ratingConversion: RatingConversion;
  readonly textWriting: TextWriting;
  readonly noteVectors: NoteVectors | undefined;
  close(): Promise<void>;
}

/**
 * `server` claims a SQLite file as its only server and brings the schema up to date; `worker` leaves both to
 * its primary; `command` runs beside a server, and keeps standard output for its result.
 */
export type Role = "server" | "worker" | "command";

/** What tests, and processes other than a server, replace. */
export interface DependencyOverrides {
  readonly clock?: Clock;
  readonly logger?: Logger;
  /** What this process is to the database; default `command`. */
  readonly role?: Role;
  /** Makes ids of sessions that come without one. */
  readonly newId?: () => string;
  /** Where replicas share answers, in place of what REDIS_URL names. */
  readonly cacheStore?: CacheStore;
  /** Waits before work that may as well be done later. */
  readonly pause?: Pause;
  /** Ends what takes too long. */
  readonly after?: Alarm;
  /** Spreads what is tried again. */
  readonly random?: Randomness;
}

/**
 * Opens everything in order; what fails to open closes what was opened before it.
 *
 * @throws DatabaseError with a message for people when the database cannot be used
 */
export async function openDependencies(
  config: Config,
  overrides: DependencyOverrides = {},
): Promise<Dependencies> {
  const opened = new AsyncDisposableStack();
  try {
    const clock = overrides.clock ?? systemClock;
    const role = overrides.role ?? "command";
    const logger = overrides.logger ?? openLog(config, role, clock);
    opened.defer(() => logger.flush());

    if (role === "server") opened.defer(claimFile(config));
    const database = await openDatabase(config.databaseUrl, {
      poolSize: config.databasePoolSize,
      migrate: role !== "worker",
      checkPages: role !== "command",
      serveDamaged: role !== "command",
    });
    opened.defer(() => database.close());
    if (role !== "command") await sayDamage(database, logger);
    const feed = await openVersionFeed(database);
    opened.defer(() => feed.close());

    const newId = overrides.newId ?? randomUUID;
    const { cacheStore, pause = delay, after = systemAlarm, random = Math.random } = overrides;
    const services = connect({
      config,
      role,
      clock,
      logger,
      database,
      feed,
      newId,
      cacheStore,
      pause,
      after,
      random,
    });
    opened.defer(() => services.cacheService.close());
    opened.defer(() => services.textWriting.close());
    opened.defer(() => services.noteVectors?.close());
    const closing = opened.move();
    const close = () => closing.disposeAsync();
    return { ...services, close, [Symbol.asyncDispose]: close };
  } catch (error) {
    await opened.disposeAsync();
    throw error;
  }
}

interface Opened extends Pick<Dependencies, "config" | "clock" | "logger" | "database" | "feed"> {
  readonly role: Role;
  readonly newId: () => string;
  readonly cacheStore: CacheStore | undefined;
  readonly pause: Pause;
  readonly after: Alarm;
  readonly random: Randomness;
}

/** Builds the services on what is open; nothing here waits or can fail. */
function connect(parts: Opened): Omit<Dependencies, "close" | typeof Symbol.asyncDispose> {
  const { config, role, clock, logger, database, feed, newId } = parts;
  const { executor, kind } = database;
  const zone = openZone(config.timezone);
  const cut: DayCut = { zone, dayStartHour: config.dayStartHour };
  const cutOf = () => cut;
  const zoneOf = () => zone;
  const sessions = sessionRepository(executor, kind, zoneOf);
  const metrics = createMetrics({
    version: packageVersion(),
    ollamaModel: config.ollamaModel,
    cacheTraffic: () => configuredTraffic(cacheService),
    ...(isShared(parts) ? { sharedCache: () => sharedStore(cacheService) } : {}),
    watchProcess: role !== "command",
  });
  const history = createHistoryReader(sessions, wellnessRepository(executor, kind), cutOf);
  const profileService = createProfileService({
    clock,
    feed,
    cutOf,
    history,
    versions: versionRepository(executor, kind),
    snapshots: createSnapshotStore({
      snapshots: profileSnapshotRepository(executor, kind),
      signatureOf: () => signatureOf(cut),
      onTrouble: (error) =>
        logger.warn({ event_type: "SNAPSHOT_FAILED", error }, "a profile snapshot was not used"),
    }),
    maxBytes: config.profileMegabytes * 2 ** 20,
    onWorkedOut: (sessionCount) => metrics.sessionsAnalyzed.set(sessionCount),
  });
  const predictionService = createPredictionService(profileService);
  const recommendationService = createRecommendationService(
    profileService,
    config.explorePresets
      ? (draw) => logger.info({ event_type: "PRESET_DRAWN", ...draw }, "a preset was drawn")
      : undefined,
  );
  const categoryService = createCategoryService(settingsRepository(executor), profileService);
  const shared = openSharedStore(parts);
  const cacheService = createCacheService({
    clock,
    pause: parts.pause,
    feed,
    cutOf,
    heldUntilMs: profileService.heldUntilMs,
    maxBytes: config.cacheMegabytes * 2 ** 20,
    openShared: shareAnswers(parts, shared),
    spread: spreadByTag,
    isOutage,
  });
  const timeOf = (_userId: string, ms: number) => formatInstant(Math.floor(ms), zone);
  const ai = connectAi({
    ...{ ...parts, models: configuredModels(config, clock), cut, shared },
    registry: metrics.registry,
  });
  const search = connectSearch({ ...parts, sessions, cut, writing: ai.textWriting });
  const achievementService = createAchievementService({
    profiles: profileService,
    achievements: achievementRepository(executor, kind),
    clock,
  });
  const signalService = createSignalService({
    profiles: profileService,
    wellness: wellnessRepository(executor, kind),
    onDetectorFailure: (type, error) =>
      logger.error(
        { event_type: "ML_ERROR", context: { type }, error },
        "an anomaly detector failed",
      ),
  });
  return {
    config,
    clock,
    logger,
    database,
    feed,
    sessions,
    cutOf,
    profileService,
    metrics,
    scrapeMetrics: metricsScrape(metrics.registry),
    cacheService,
    ...ai,
    ...search,
    cacheAdmin: withStoredAnswers(createCacheAdmin(cacheService, cutOf), {
      ...{ answers: ai.textWriting.answers, clock, timeOf },
    }),
    importService: importService({ sessions, clock, zoneOf }),
    exportService: exportService({ sessions, zoneOf }),
    healthService: healthService({
      pingDatabase: (signal) => database.ping(signal),
      redisCache: () => sharedStore(cacheService),
    }),
    idempotencyService: idempotencyService({ database, clock }),
    sessionService: sessionService({ database, clock, zoneOf, newId }),
    wellnessService: wellnessService({ database, clock, cutOf }),
    predictionService,
    recommendationService,
    summaryService: createSummaryService({
      profiles: profileService,
      recommendations: recommendationService,
    }),
    analysisService: createAnalysisService(profileService),
    categoryService,
    modelService: createModelService({
      profiles: profileService,
      wellness: wellnessRepository(executor, kind),
    }),
    patternService: createPatternService(profileService),
    dayService: createDayService({ history, clock, cutOf }),
    trackRecordService: createTrackRecordService(profileService),
    trainingService: createTrainingService(profileService),
    ratingConversion: createRatingConversion(
      ratingConversionRepository(executor, kind),
      (request, report) =>
        logger.info({ event_type: "RATINGS_CONVERTED", ...request, ...report }, "old ratings"),
    ),
    achievementService,
    insightService: createInsightService(profileService, categoryService),
    signalService,
    aiService: createAiService({
      ...{ profiles: profileService, categories: categoryService, sessions },
      wellness: wellnessRepository(executor, kind),
      ...{ achievements: achievementService, signals: signalService },
      writer: ai.textWriting.writer,
    }),
  };
}

function isShared({ config, cacheStore }: Pick<Opened, "config" | "cacheStore">): boolean {
  return config.redisUrl !== undefined || cacheStore !== undefined;
}

interface SharedStore {
  readonly store: CacheStore;
  /** Names the data and the code: services on other data or with other code must not meet in one store. */
  readonly prefix: string;
}

/** The configured Redis, or a given store; nothing when there is none. */
function openSharedStore({ config, cacheStore }: Opened): SharedStore | undefined {
  const { redisUrl, databaseUrl } = config;
  if (!isShared({ config, cacheStore })) return undefined;
  // A file is known by its machine too: others may have one of the same name.
  const path = sqlitePath(databaseUrl);
  const data = path === undefined ? printableUrl(databaseUrl) : `${hostname()} ${resolve(path)}`;
  const prefix = `pomodoro-ml:${hash("sha256", data, "base64url").slice(0, 16)}:${codeDigest()}:`;
  return { prefix, store: cacheStore ?? redisStore(redisUrl ?? "", `${prefix}news`) };
}

/** Among replicas through the shared store; alone when there is none. A Redis that is down is no trouble. */
function shareAnswers(
  { clock }: Opened,
  shared: SharedStore | undefined,
): CacheServiceParts["openShared"] {
  if (shared === undefined) return () => NO_SHARED_TIER;
  // A process that has nothing else to do does not wait for it.
  const pause = (ms: number) => delay(ms, undefined, { ref: false });
  return (news) => createSharedTier({ ...shared, clock, pause, ...news });
}

/** Whether answers cannot be made for a while, for any user. */
function isOutage(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return code === "database_unavailable" || code === "database_damaged";
}

/** A server starts on a damaged file to tell everybody who asks; the log tells its operator. */
async function sayDamage(database: Database, logger: Logger): Promise<void> {
  try {
    await database.ping(AbortSignal.timeout(PING_LIMIT_MS));
  } catch (error) {
    if (!(error instanceof DatabaseDamagedError)) return;
    logger.error({ event_type: "DATABASE_DAMAGED", error }, error.message);
  }
}

/** @returns gives the file free again */
function claimFile({ databaseUrl, host, port }: Config): () => void {
  const path = sqlitePath(databaseUrl);
  if (path === undefined) return () => {};
  return acquireServerLock(path, { pid: process.pid, address: `${host}:${port}` });
}

function openLog(config: Config, role: Role, clock: Clock): Logger {
  const privateMembers = PRIVATE_MEMBERS;
  if (role !== "command") return createLogger({ level: config.logLevel, clock, privateMembers });
  // A command prints its result; its log holds only trouble.
  const level = config.logLevel === "info" ? "warn" : config.logLevel;
  return createLogger({ level, clock, privateMembers, destination: process.stderr });
}
