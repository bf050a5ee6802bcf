import { randomBytes, randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { systemAlarm } from "./adapters/system-alarm.ts";
import { systemClock } from "./adapters/system-clock.ts";
import { composeServices, type Services } from "./composition/compose-services.ts";
import type { Opened, Role } from "./composition/opened.ts";
import type { Config } from "./config/config.ts";
import type { Database } from "./db/database.ts";
import { DatabaseDamagedError, DatabaseError } from "./db/errors.ts";
import { type OpenDatabaseOptions, openDatabase, sqlitePath } from "./db/open.ts";
import { acquireServerLock } from "./db/server-lock.ts";
import { queryTracer } from "./db/trace-queries.ts";
import { openVersionFeed } from "./db/version-feed.ts";
import { whenReachable } from "./db/when-reachable.ts";
import type { Clock } from "./ports.ts";
import { packageVersion } from "./runtime/package-version.ts";
import { PRIVATE_MEMBERS } from "./schemas/private-members.ts";
import { examineZone } from "./sessions/zone-trap.ts";
import { createLogger, type Logger } from "./telemetry/logger.ts";
import type { Telemetry } from "./telemetry/telemetry.ts";
import { createUserNames } from "./telemetry/user-names.ts";

// Exported for commands that run without dependencies, such as `doctor`.
export { pingRedis } from "./adapters/redis/redis-ping.ts";
export { systemClock };

/** How long a start waits for the state of the database. */
const PING_LIMIT_MS = 500;
/** The number of people whose newest sessions a start checks for a wrong time zone. */
const MAX_USERS = 20;

/** All services with their opened resources. The opener closes them once. */
export interface Dependencies extends Services, AsyncDisposable {
  close(): Promise<void>;
}

/** Parts that tests and processes other than a server replace. The role is `command` when absent. */
export type DependencyOverrides = {
  readonly [Part in Exclude<keyof Opened, "config" | "database" | "feed">]?: NonNullable<
    Opened[Part]
  >;
} & {
  /** Ends a start that waits for its database. */
  readonly stopWaiting?: AbortSignal;
  /** Replaces SQLite's disk in tests: its failures, or what it holds at the start. */
  readonly disk?: Pick<OpenDatabaseOptions, "logFile" | "syncTimeoutMs" | "image">;
};

/**
 * Opens all resources in order. A failure closes those that are already open.
 *
 * @throws DatabaseError with a human-readable message when the database cannot be used
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

    const telemetry = overrides.telemetry ?? (await openTraces(config, role));
    if (telemetry !== undefined) opened.defer(() => telemetry.close());
    if (role === "server") opened.defer(claimFile(config));
    const pause = overrides.pause ?? delay;
    const open = () =>
      openDatabase(config.databaseUrl, {
        poolSize: config.databasePoolSize,
        migrate: role !== "worker",
        checkPages: role !== "command",
        serveDamaged: role !== "command",
        ...overrides.disk,
        ...(telemetry === undefined ? {} : { onQuery: queryTracer(config.databaseUrl) }),
      });
    const database = await whenReachable(open, {
      ...{ clock, pause, stop: overrides.stopWaiting },
      forMs: role === "command" ? 0 : config.databaseWaitSeconds * 1000,
      onWaiting: (error) => sayWaiting(config, logger, error),
    });
    opened.defer(() => database.close());
    if (role !== "command") await sayDamage(database, logger);
    const feed = await openVersionFeed(database);
    opened.defer(() => feed.close());

    const services = composeServices({
      ...{ config, role, clock, logger, database, feed, telemetry },
      newId: overrides.newId ?? randomUUID,
      cacheStore: overrides.cacheStore,
      limitStore: overrides.limitStore,
      redis: await loadRedis(config),
      pause,
      after: overrides.after ?? systemAlarm,
      secureBytes: overrides.secureBytes ?? randomBytes,
      random: overrides.random ?? Math.random,
    });
    telemetry?.sendMetrics(services.metrics.registry);
    opened.defer(() => services.profileService.close());
    opened.defer(() => services.cacheService.close());
    opened.defer(() => services.textWriting.close());
    opened.defer(() => services.noteVectors?.close());
    opened.defer(() => services.closeIdentity());
    opened.defer(() => services.erasureService.close());
    opened.defer(() => services.closeLimits());
    opened.defer(() => services.briefings?.close());
    if (role === "server") {
      await sayZoneTrap(services);
      await clearErasures(services);
    }
    const closing = opened.move();
    const close = () => closing.disposeAsync();
    return { ...services, close, [Symbol.asyncDispose]: close };
  } catch (error) {
    await opened.disposeAsync();
    throw error;
  }
}

/** Loads the client of Redis only where there is one: it takes a tenth of a start. */
async function loadRedis({ redisUrl }: Config): Promise<Opened["redis"]> {
  if (redisUrl === undefined) return undefined;
  const { redisStores } = await import("./adapters/redis/redis.ts");
  return redisStores(redisUrl);
}

/** Opens OpenTelemetry, and loads it only if an endpoint is set. Commands are too short to be traced. */
async function openTraces(config: Config, role: Role): Promise<Telemetry | undefined> {
  const { otelEndpoint: endpoint, otelDisabled } = config;
  if (endpoint === undefined || otelDisabled || role === "command") return undefined;
  const { openTelemetry } = await import("./adapters/opentelemetry/open-telemetry.ts");
  return openTelemetry({ config, endpoint, version: packageVersion() });
}

function sayWaiting({ databaseWaitSeconds }: Config, logger: Logger, error: Error): void {
  const entry = {
    event_type: "DATABASE_AWAITED",
    metrics: { seconds: databaseWaitSeconds },
    error,
  };
  logger.warn(
    entry,
    `the database does not answer yet; waiting for it for ${databaseWaitSeconds} s`,
  );
}

/** Logs a damaged file. The server starts nevertheless, and answers requests with the damage. */
async function sayDamage(database: Database, logger: Logger): Promise<void> {
  try {
    await database.ping(AbortSignal.timeout(PING_LIMIT_MS));
  } catch (error) {
    if (!(error instanceof DatabaseDamagedError)) return;
    logger.error({ event_type: "DATABASE_DAMAGED", error }, error.message);
  }
}

/** Warns of sessions in another time zone's wall clock. They shift every answer by hours without any error. */
async function sayZoneTrap({ sessions, people, clock, logger }: Services): Promise<void> {
  try {
    for (const user of await sessions.listUsers(MAX_USERS)) {
      const { zone } = (await people.current(user)).cut;
      const trap = await examineZone(sessions, user, zone, clock.now());
      if (trap === undefined) continue;
      const context = { timezone: zone.id, hours: trap.hours, set_timezone: trap.zone ?? null };
      logger.warn(
        { event_type: "ZONE_MISMATCH", context, metrics: { sessions: trap.sessions } },
        `the newest sessions are written on another zone's clock than ${zone.id}; ${trap.zone === undefined ? "set TIMEZONE to that zone" : `set TIMEZONE=${trap.zone}`}, or run pomodoro-ml doctor`,
      );
      return;
    }
  } catch (error) {
    // Requests report a failure of the database.
    if (!(error instanceof DatabaseError)) throw error;
  }
}

/** Deletes the records of old erasures. A read-only database keeps them until the next start. */
async function clearErasures({ erasureService }: Services): Promise<void> {
  try {
    await erasureService.clearOld();
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
  }
}

/** @returns releases the file */
function claimFile({ databaseUrl, host, port }: Config): () => void {
  const path = sqlitePath(databaseUrl);
  if (path === undefined) return () => {};
  return acquireServerLock(path, { pid: process.pid, address: `${host}:${port}` });
}

function openLog(config: Config, role: Role, clock: Clock): Logger {
  const privateMembers = PRIVATE_MEMBERS;
  const nameUser = createUserNames({ style: config.logUsers, key: config.logUserKey });
  if (role !== "command")
    return createLogger({ level: config.logLevel, clock, privateMembers, nameUser });
  // A command prints its result; its log contains only warnings and errors.
  const level = config.logLevel === "info" ? "warn" : config.logLevel;
  return createLogger({ level, clock, privateMembers, nameUser, destination: process.stderr });
}
