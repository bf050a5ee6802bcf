export interface RedisAddress {
  readonly host: string;
  readonly port: number;
}

const DEFAULT_PORT = 6379;
const CONNECT_TIMEOUT_MS = 1000;

/** A connection without a reply to a sent command for this long is replaced. */
const SOCKET_TIMEOUT_MS = 1500;

const MIN_RECONNECT_MS = 50;
const MAX_RECONNECT_MS = 1000;

/** The pause before the next attempt to connect: exponential backoff over failed attempts. */
export function reconnectAfterMs(failures: number): number {
  return Math.min(MIN_RECONNECT_MS * 2 ** Math.min(failures, 10), MAX_RECONNECT_MS);
}

const COMMON = {
  connectTimeout: CONNECT_TIMEOUT_MS,
  socketTimeout: SOCKET_TIMEOUT_MS,
  // Without a connection a command fails at once, so that its request does not wait.
  enableOfflineQueue: false,
  autoResendUnfulfilledCommands: false,
  maxRetriesPerRequest: 0,
  // A loading server refuses commands by itself. INFO and CLIENT would need permissions that the cache does not need.
  enableReadyCheck: false,
  disableClientInfo: true,
  protocol: 2 as const,
  // The first attempt follows the end of a connection, such as a restart, at once; later ones back off.
  retryStrategy: (attempt: number) => (attempt === 1 ? 1 : reconnectAfterMs(attempt - 2)),
};

/** Common options of connections to a server and to the nodes of a cluster. */
export type ConnectionOptions = typeof COMMON & {
  readonly username?: string;
  readonly password?: string;
  readonly tls?: { readonly servername?: string };
};

/** The target of `REDIS_URL`. */
export type RedisTarget = ServerTarget | ClusterTarget;

export interface ServerTarget {
  readonly kind: "server";
  readonly options: ConnectionOptions & RedisAddress & { readonly db: number };
}

export interface ClusterTarget {
  readonly kind: "cluster";
  /** Some nodes of the cluster, from which the others are discovered. */
  readonly roots: readonly RedisAddress[];
  /** Options of a connection to one node. */
  readonly options: ConnectionOptions;
}

/**
 * Parses `redis://…`, `rediss://…` (TLS, verified against Node's trusted certificates), or
 * `redis-cluster://one:7000?node=two:7000`, which names some nodes of a cluster, and `rediss-cluster://…`. User and
 * password authenticate by ACL, a password alone as the default user.
 */
export function redisTarget(url: string): RedisTarget {
  const { protocol, host, username, password, pathname, searchParams } = new URL(url);
  const options = {
    ...COMMON,
    ...(username === "" ? {} : { username: decodeURIComponent(username) }),
    ...(password === "" ? {} : { password: decodeURIComponent(password) }),
    ...(protocol.startsWith("rediss") ? { tls: {} } : {}),
  };
  if (protocol.endsWith("-cluster:")) {
    const roots = [host, ...searchParams.getAll("node")].map(addressOf);
    return { kind: "cluster", roots, options };
  }
  const db = Number(pathname.slice(1));
  return { kind: "server", options: { ...options, ...addressOf(host), db } };
}

/** Parses `host`, `host:port` or `[::1]:port`. */
function addressOf(text: string): RedisAddress {
  const { hostname, port } = new URL(`redis://${text}`);
  return { host: hostname.replace(/^\[|\]$/g, ""), port: Number(port || DEFAULT_PORT) };
}

/** Tested with failing clusters: a promoted replica is used within 5 s, and no other slot fails. */
export function clusterOptions(options: ConnectionOptions) {
  return {
    redisOptions: options,
    enableOfflineQueue: false,
    enableReadyCheck: false,
    clusterRetryStrategy: reconnectAfterMs,
    // Turns the client's refresh timer off, which never stops when a refresh runs while the client closes. Ours replaces it.
    slotsRefreshInterval: 0,
    slotsRefreshTimeout: 1000,
    retryDelayOnFailover: 50,
    retryDelayOnClusterDown: 50,
    maxRedirections: 3,
    // Host names are not resolved here, because certificates are verified against them.
    dnsLookup: (name: string, found: (error: null, address: string) => void) => found(null, name),
  };
}
