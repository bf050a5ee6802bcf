export interface RedisAddress {
  readonly host: string;
  readonly port: number;
}

const DEFAULT_PORT = 6379;
const CONNECT_TIMEOUT_MS = 1000;

/** A connection on which a command was sent and nothing came back for this long is replaced. */
const SOCKET_TIMEOUT_MS = 1500;

const MIN_RECONNECT_MS = 50;
const MAX_RECONNECT_MS = 1000;

/** Pause before the next attempt to connect after so many that failed: exponential. */
export function reconnectAfterMs(failures: number): number {
  return Math.min(MIN_RECONNECT_MS * 2 ** Math.min(failures, 10), MAX_RECONNECT_MS);
}

const COMMON = {
  connectTimeout: CONNECT_TIMEOUT_MS,
  socketTimeout: SOCKET_TIMEOUT_MS,
  // A command fails at once while there is no connection: the request that waits for it has something better to do.
  enableOfflineQueue: false,
  autoResendUnfulfilledCommands: false,
  maxRetriesPerRequest: 0,
  // A server that is still loading refuses commands itself; INFO and CLIENT need rights that the cache does not.
  enableReadyCheck: false,
  disableClientInfo: true,
  protocol: 2 as const,
  // A connection that was closed, as by a restart, is opened again at once; then ever more slowly.
  retryStrategy: (attempt: number) => (attempt === 1 ? 1 : reconnectAfterMs(attempt - 2)),
};

/** What connections to a server and to the nodes of a cluster have in common. */
export type ConnectionOptions = typeof COMMON & {
  readonly username?: string;
  readonly password?: string;
  readonly tls?: { readonly servername?: string };
};

/** How to reach Redis, as `REDIS_URL` says it. */
export type RedisTarget = ServerTarget | ClusterTarget;

export interface ServerTarget {
  readonly kind: "server";
  readonly options: ConnectionOptions & RedisAddress & { readonly db: number };
}

export interface ClusterTarget {
  readonly kind: "cluster";
  /** Some nodes; the others are found by asking them. */
  readonly roots: readonly RedisAddress[];
  /** For a connection to one node. */
  readonly options: ConnectionOptions;
}

/**
 * Reads `redis://…`, `rediss://…` (TLS, checked against the certificates that Node trusts), or
 * `redis-cluster://one:7000?node=two:7000`, which names some nodes of a cluster, likewise `rediss-cluster://…`.
 * User and password log in with ACLs, a password alone as the default user.
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

/** `host`, `host:port` or `[::1]:port`. */
function addressOf(text: string): RedisAddress {
  const { hostname, port } = new URL(`redis://${text}`);
  return { host: hostname.replace(/^\[|\]$/g, ""), port: Number(port || DEFAULT_PORT) };
}

/** The tests of clusters in trouble hold these: a promoted replica is used within 5 s, and no other slot fails. */
export function clusterOptions(options: ConnectionOptions) {
  return {
    redisOptions: options,
    enableOfflineQueue: false,
    enableReadyCheck: false,
    clusterRetryStrategy: reconnectAfterMs,
    // Ours: the client's own timer goes on for ever when a refresh is under way while it is closed.
    slotsRefreshInterval: 0,
    slotsRefreshTimeout: 1000,
    retryDelayOnFailover: 50,
    retryDelayOnClusterDown: 50,
    maxRedirections: 3,
    // Certificates are checked against the name that was given, so names stay names.
    dnsLookup: (name: string, found: (error: null, address: string) => void) => found(null, name),
  };
}
