/** Dependencies of the health checks. */
export interface HealthServiceParts {
  /** Resolves when the database answers; rejects when it does not or the signal is aborted. */
  readonly pingDatabase: (signal: AbortSignal) => Promise<"writable" | "read_only">;
  /** State of Redis, which is optional; `undefined` when it is not configured. */
  readonly redisCache?: () => "up" | "down" | undefined;
  /** Time within which the database must answer, ms; 500 when absent. */
  readonly databaseLimitMs?: number;
}

/** `read_only`: reads work, writes are refused; `damaged`: nothing is reliable until the file is repaired. */
export type DatabaseState = "up" | "read_only" | "down" | "damaged";

export interface Readiness {
  readonly ready: boolean;
  readonly checks: {
    readonly database: DatabaseState;
    readonly accepting: "yes" | "draining";
    readonly redis_cache?: "up" | "down";
  };
}

export interface HealthService {
  /** Whether the database answers now. Never rejects, and never exceeds the time limit. */
  isDatabaseUp(): Promise<boolean>;
  /** Whether this process should receive requests. */
  readiness(): Promise<Readiness>;
  /** Marks the process as not ready for new requests; it still answers those that arrive. */
  drain(): void;
  isDraining(): boolean;
}

/** Default time within which the database must answer. */
const DEFAULT_DATABASE_LIMIT_MS = 500;

export function healthService(parts: HealthServiceParts): HealthService {
  const limitMs = parts.databaseLimitMs ?? DEFAULT_DATABASE_LIMIT_MS;
  let draining = false;
  let probe: Promise<DatabaseState> | undefined;

  // Concurrent probes share one ping, so that a flood of them causes no load.
  function databaseState(): Promise<DatabaseState> {
    probe ??= pingWithin(parts.pingDatabase, limitMs).finally(() => {
      probe = undefined;
    });
    return probe;
  }

  return {
    isDatabaseUp: async () => canAnswer(await databaseState()),
    async readiness() {
      const database = await databaseState();
      const redis_cache = parts.redisCache?.();
      return {
        ready: canAnswer(database) && !draining,
        checks: {
          database,
          accepting: draining ? "draining" : "yes",
          ...(redis_cache === undefined ? {} : { redis_cache }),
        },
      };
    },
    drain() {
      draining = true;
    },
    isDraining: () => draining,
  };
}

function canAnswer(state: DatabaseState): boolean {
  return state === "up" || state === "read_only";
}

async function pingWithin(
  ping: HealthServiceParts["pingDatabase"],
  limitMs: number,
): Promise<DatabaseState> {
  const stop = new AbortController();
  const { promise: expired, resolve: expire } = Promise.withResolvers<DatabaseState>();
  const timer = setTimeout(() => {
    stop.abort(new Error("the database took too long"));
    // A driver that ignores the signal must not delay the answer.
    expire("down");
  }, limitMs);
  const answered = ping(stop.signal).then(
    (ability): DatabaseState => (ability === "writable" ? "up" : "read_only"),
    (error): DatabaseState => (isDamage(error) ? "damaged" : "down"),
  );
  try {
    return await Promise.race([answered, expired]);
  } finally {
    clearTimeout(timer);
  }
}

function isDamage(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "database_damaged";
}
