import type { RedisStores } from "../adapters/redis/redis.ts";
import type { Config } from "../config/config.ts";
import type { Database } from "../db/database.ts";
import type {
  Alarm,
  CacheStore,
  Clock,
  LimitStore,
  Pause,
  Randomness,
  SecureBytes,
  VersionFeed,
} from "../ports.ts";
import type { Logger } from "../telemetry/logger.ts";
import type { Telemetry } from "../telemetry/telemetry.ts";

/**
 * `server` claims a SQLite file as its only server and brings the schema up to date; `worker` leaves both to
 * its primary; `command` runs beside a server, and keeps standard output for its result.
 */
export type Role = "server" | "worker" | "command";

/** The opened resources on which services are built. Tests replace some of them. */
export interface Opened {
  readonly config: Config;
  readonly role: Role;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly database: Database;
  readonly feed: VersionFeed;
  /** OpenTelemetry; absent when it is off. */
  readonly telemetry: Telemetry | undefined;
  /** Generates ids of sessions without one. */
  readonly newId: () => string;
  /** The store of shared answers, instead of the one that REDIS_URL names. */
  readonly cacheStore: CacheStore | undefined;
  /** The store of shared rate limits, instead of the one that REDIS_URL names. */
  readonly limitStore: LimitStore | undefined;
  /** The stores of the Redis that REDIS_URL names; absent without it. */
  readonly redis: RedisStores | undefined;
  /** Pauses before deferrable work. */
  readonly pause: Pause;
  /** Timer for deadlines. */
  readonly after: Alarm;
  /** Randomness for API keys. */
  readonly secureBytes: SecureBytes;
  /** Randomness for jitter between retries. */
  readonly random: Randomness;
}
