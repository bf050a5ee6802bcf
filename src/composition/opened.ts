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

/** What services are built on: what is open, and what tests replace. */
export interface Opened {
  readonly config: Config;
  readonly role: Role;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly database: Database;
  readonly feed: VersionFeed;
  /** What OpenTelemetry does; absent when it is off. */
  readonly telemetry: Telemetry | undefined;
  /** Makes ids of sessions that come without one. */
  readonly newId: () => string;
  /** Where replicas share answers, in place of what REDIS_URL names. */
  readonly cacheStore: CacheStore | undefined;
  /** Where replicas count requests, in place of what REDIS_URL names. */
  readonly limitStore: LimitStore | undefined;
  /** Waits before work that may as well be done later. */
  readonly pause: Pause;
  /** Ends what takes too long. */
  readonly after: Alarm;
  /** What keys are made of. */
  readonly secureBytes: SecureBytes;
  /** Spreads what is tried again. */
  readonly random: Randomness;
}
