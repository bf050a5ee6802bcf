import { createClient, createCluster } from "@redis/client";

/** Sends one command; `key` says which node of a cluster it belongs to. */
export interface RedisConnection {
  send(key: string, words: readonly string[]): Promise<unknown>;
  /** One sender per node that holds keys. */
  nodes(): Promise<readonly ((words: readonly string[]) => Promise<unknown>)[]>;
  /** Parts the keys so that the keys of each part may stand in one command. */
  together(keys: readonly string[]): readonly (readonly string[])[];
  publish(channel: string, message: string): Promise<unknown>;
  /** `onReady` is called at once when the channel is heard, and again after every interruption. */
  subscribe(channel: string, onMessage: (message: string) => void, onReady: () => void): void;
  /** An answer is overdue: when none at all comes for a while, the connection is given up for a new one. */
  suspect(): void;
  close(): void;
}

type Link = Omit<RedisConnection, "suspect">;

const CONNECT_TIMEOUT_MS = 1000;
const FIRST_RECONNECT_MS = 50;
const SLOWEST_RECONNECT_MS = 1000;

/** A connection on which nothing comes back for this long is a cable pulled out. */
const SILENCE_MS = 1500;

/** Keeps firewalls from forgetting a quiet connection. */
const PING_MS = 30_000;

/** Beyond this many unanswered commands new ones fail at once: a queue would only make them all late. */
const MOST_WAITING = 1000;

const CLUSTER = /^rediss?-cluster:/;

const socket = {
  connectTimeout: CONNECT_TIMEOUT_MS,
  reconnectStrategy: (retries: number) =>
    Math.min(FIRST_RECONNECT_MS * 2 ** Math.min(retries, 10), SLOWEST_RECONNECT_MS),
};

const options = {
  socket,
  pingInterval: PING_MS,
  disableOfflineQueue: true,
  commandsQueueMaxLength: MOST_WAITING,
};

/**
 * Starts connecting and returns at once; commands fail until there is a connection, and while it is broken.
 *
 * @param url `redis://…`, `rediss://…`, or `redis-cluster://one:7000?node=two:7000` naming some nodes of a cluster
 */
export function connectRedis(url: string): RedisConnection {
  const open = () => (CLUSTER.test(url) ? connectCluster(url) : connectSingle(url));
  let link = open();
  let subscription: Parameters<Link["subscribe"]> | undefined;
  let giveUp: NodeJS.Timeout | undefined;

  async function heard<Reply>(reply: Promise<Reply>): Promise<Reply> {
    const value = await reply;
    clearTimeout(giveUp);
    giveUp = undefined;
    return value;
  }

  function renew(): void {
    giveUp = undefined;
    link.close();
    link = open();
    if (subscription !== undefined) link.subscribe(...subscription);
  }

  return {
    send: (key, words) => heard(link.send(key, words)),
    nodes: () => link.nodes(),
    together: (keys) => link.together(keys),
    publish: (channel, message) => heard(link.publish(channel, message)),
    subscribe(...given) {
      subscription = given;
      link.subscribe(...given);
    },
    suspect() {
      giveUp ??= setTimeout(renew, SILENCE_MS).unref();
    },
    close() {
      clearTimeout(giveUp);
      link.close();
    },
  };
}

function connectSingle(url: string): Link {
  const client = connecting(createClient({ url, ...options }));
  const subscribers: (typeof client)[] = [];
  const send = (words: readonly string[]) => client.sendCommand([...words]);
  return {
    send: (_key, words) => send(words),
    nodes: async () => [send],
    together: (keys) => [keys],
    publish: (channel, message) => send(["PUBLISH", channel, message]),
    subscribe(channel, onMessage, onReady) {
      const subscriber = client.duplicate();
      let subscribed = false;
      subscriber.on("ready", () => {
        // After an interruption the client subscribes again by itself before it says that it is ready.
        if (subscribed) onReady();
        else {
          subscribed = true;
          subscriber.subscribe(channel, onMessage).then(onReady, () => {
            subscribed = false;
          });
        }
      });
      subscribers.push(connecting(subscriber));
    },
    close() {
      for (const each of [client, ...subscribers]) each.destroy();
    },
  };
}

interface Connecting {
  on(event: "error", listener: () => void): unknown;
  connect(): Promise<unknown>;
}

/** Starts connecting; failures are met by the commands they concern. */
function connecting<Client extends Connecting>(client: Client): Client {
  client.on("error", () => {});
  client.connect().catch(() => {});
  return client;
}

function connectCluster(url: string): Link {
  const { protocol, host, username, password, searchParams } = new URL(url);
  const scheme = protocol.replace("-cluster", "");
  const user = username === "" ? {} : { username: decodeURIComponent(username) };
  const login = password === "" ? {} : { ...user, password: decodeURIComponent(password) };
  const cluster = createCluster({
    rootNodes: [host, ...searchParams.getAll("node")].map((node) => ({
      url: `${scheme}//${node}`,
    })),
    defaults: { ...options, ...login },
  });
  cluster.on("error", () => {});
  let closed = false;
  // Unlike a client, a cluster whose first nodes are all down gives up; we do not.
  const connected = (async () => {
    for (let tries = 0; !closed; tries += 1) {
      try {
        return await cluster.connect();
      } catch {
        const { promise, resolve } = Promise.withResolvers<void>();
        setTimeout(resolve, socket.reconnectStrategy(tries)).unref();
        await promise;
      }
    }
    return undefined;
  })();
  return {
    send: (key, words) => cluster.sendCommand(key, false, [...words]),
    nodes: () =>
      Promise.all(
        cluster.masters.map(async (master) => {
          const client = await cluster.nodeClient(master);
          return (words: readonly string[]) => client.sendCommand([...words]);
        }),
      ),
    together: (keys) => Object.values(Object.groupBy(keys, slotName)).map((part) => part ?? []),
    publish: (channel, message) =>
      cluster.sendCommand(channel, false, ["PUBLISH", channel, message]),
    subscribe(channel, onMessage, onReady) {
      connected.then(() => cluster.subscribe(channel, onMessage)).then(onReady, () => {});
      cluster.on("node-ready", onReady);
    },
    close() {
      closed = true;
      cluster.destroy();
    },
  };
}

/** What of a key decides on its node: the text in the first pair of braces, when there is any. */
function slotName(key: string): string {
  return /^[^{]*\{([^}]+)\}/.exec(key)?.[1] ?? key;
}
