/** What the health of the service depends on. */
export interface HealthServiceParts {
  /** Resolves when the database answers; rejects when it does not or the signal is aborted. */
  readonly pingDatabase: (signal: AbortSignal) => Promise<"writable" | "read_only">;
  /** What is known of Redis, which the service can do without; nothing when there is none. */
  readonly redisCache?: () => "up" | "down" | undefined;
  /** How long the database may take to answer before it counts as gone; 500 when absent. */
  readonly databaseLimitMs?: number;
}

/** `read_only`: questions are answered, writes are refused; `damaged`: nothing is right until somebody mends the file. */
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
  /** Whether the database answers now. Never rejects, and never takes longer than the limit. */
  isDatabaseUp(): Promise<boolean>;
  /** Whether this process should be given requests. */
  readiness(): Promise<Readiness>;
  /** From now on the process asks to be given no new requests; it goes on answering those that come. */
  drain(): void;
  isDraining(): boolean;
}

const DEFAULT_DATABASE_LIMIT_MS = 500;

export function healthService(parts: HealthServiceParts): HealthService {
  const limitMs = parts.databaseLimitMs ?? DEFAULT_DATABASE_LIMIT_MS;
  let draining = false;
  let probe: Promise<DatabaseState> | undefined;

  // Probes that come at the same time share one ping, so that a flood of them is no load.
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
    // A driver that ignores the signal must not hold up the answer.
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
