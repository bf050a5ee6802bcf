import { createClient, ErrorReply } from "@redis/client";

/** Where a server is and how to log in there; parts of a Redis URL. */
export interface RedisPlace {
  /** `redis://host:port` or `rediss://host:port`, possibly with a database's number. */
  readonly url: string;
  readonly username?: string;
  readonly password?: string;
}

/** One server, asked over one connection that is mended, and replaced when nothing comes back on it. */
export interface RedisNode {
  /** @throws at once while there is no connection; RedisTimeout when the answer is late; ErrorReply for a refusal */
  send(...words: readonly string[]): Promise<unknown>;
  /** For a key that a cluster is just moving here. */
  sendAsking(words: readonly string[]): Promise<unknown>;
  /** Resolves when there is, or was, a connection. */
  readonly connected: Promise<void>;
  /** Whether it owes answers that are overdue. */
  readonly isSuspect: boolean;
  close(): void;
}

/** An answer did not come in time; when it comes, it is dropped. */
export class RedisTimeout extends Error {
  constructor() {
    super(`no answer within ${DEADLINE_MS} ms`);
    this.name = "RedisTimeout";
  }
}

/**
 * A command that takes longer is given up: what is asked for here takes less than a millisecond in memory, and a
 * slow Redis hurts more than none.
 */
export const DEADLINE_MS = 100;

const CONNECT_TIMEOUT_MS = 1000;
const FIRST_RECONNECT_MS = 50;
const SLOWEST_RECONNECT_MS = 1000;

/**
 * A quiet connection is asked for a sign of life this often, which also keeps firewalls from forgetting it; when
 * nothing passes for longer than `QUIET_MS`, also while logging in, it is a cable pulled out. The system would
 * notice after a quarter of an hour.
 */
const PING_MS = 1000;
const QUIET_MS = 2500;

/** The same for a connection on which commands are sent all the time, and no answer comes to any of them. */
const SILENCE_MS = 1500;

/** A server that has become a replica is left for whatever its name or address leads to now. */
const LOOK_AGAIN_MS = 1000;

/** Beyond this many unanswered commands new ones fail at once: a queue would only make them all late. */
const MOST_WAITING = 1000;

/** How long to wait before the next attempt to connect. */
export function reconnectAfterMs(failures: number): number {
  return Math.min(FIRST_RECONNECT_MS * 2 ** Math.min(failures, 10), SLOWEST_RECONNECT_MS);
}

/** What all connections have in common. */
export function clientOptions(place: RedisPlace) {
  return {
    ...place,
    socket: {
      connectTimeout: CONNECT_TIMEOUT_MS,
      socketTimeout: QUIET_MS,
      reconnectStrategy: reconnectAfterMs,
    },
    pingInterval: PING_MS,
    disableOfflineQueue: true,
    commandsQueueMaxLength: MOST_WAITING,
    // We have a deadline of our own; the client's would make a timer and a signal for each command.
    commandOptions: { timeout: 0 },
  };
}

interface Ended {
  once(event: "connect", listener: () => void): unknown;
  destroy(): void;
}

/**
 * Ends a client, also one that is just connecting: by itself that goes on, and stays connected for ever
 * (`@redis/client` looks whether it was ended only before and after).
 */
export function discard(client: Ended): void {
  client.once("connect", () => client.destroy());
  client.destroy();
}

/**
 * Starts connecting and returns at once.
 *
 * @param onDemoted the server turned out to be a replica: another has taken its place, maybe at the same address
 */
export function redisNode(place: RedisPlace, onDemoted: () => void = () => {}): RedisNode {
  const { promise: connected, resolve: noteConnected } = Promise.withResolvers<void>();
  let client = open();
  let giveUp: NodeJS.Timeout | undefined;
  let lookAgain: NodeJS.Timeout | undefined;

  function open() {
    const opened = createClient(clientOptions(place));
    opened.on("ready", () => noteConnected());
    // Failures are met by the commands they concern.
    opened.on("error", () => {});
    opened.connect().catch(() => {});
    return opened;
  }

  function heard(): void {
    clearTimeout(giveUp);
    giveUp = undefined;
  }

  function replace(): void {
    heard();
    discard(client);
    client = open();
  }

  /** Something must come back soon, or the connection is given up for a new one. */
  function suspect(): void {
    giveUp ??= setTimeout(replace, SILENCE_MS).unref();
  }

  /** After a while, because what stays a replica is asked again and again. */
  function connectElsewhere(): void {
    lookAgain ??= setTimeout(() => {
      lookAgain = undefined;
      replace();
      onDemoted();
    }, LOOK_AGAIN_MS).unref();
  }

  async function inTime(work: Promise<unknown>): Promise<unknown> {
    const { promise: late, reject } = Promise.withResolvers<never>();
    let turn: NodeJS.Immediate | undefined;
    const timer = setTimeout(() => {
      // When this process was busy for so long, the answer has come and was not read yet.
      turn = setImmediate(() => {
        suspect();
        reject(new RedisTimeout());
      });
    }, DEADLINE_MS);
    const answer = work.then(
      (reply) => {
        heard();
        return reply;
      },
      (error) => {
        if (error instanceof ErrorReply) heard();
        if (error instanceof ErrorReply && error.message.startsWith("READONLY")) connectElsewhere();
        throw error;
      },
    );
    answer.catch(() => {});
    try {
      return await Promise.race([answer, late]);
    } finally {
      clearTimeout(timer);
      clearImmediate(turn);
    }
  }

  return {
    send: (...words) => inTime(client.sendCommand([...words])),
    async sendAsking(words) {
      // Both are written together, so that nothing comes between them.
      const asking = client.sendCommand(["ASKING"]);
      asking.catch(() => {});
      return inTime(client.sendCommand([...words]));
    },
    connected,
    get isSuspect() {
      return giveUp !== undefined;
    },
    close() {
      clearTimeout(giveUp);
      clearTimeout(lookAgain);
      discard(client);
    },
  };
}
