import { Redis } from "ioredis";
import type { RedisConnection } from "./redis-connection.ts";
import { isRefusal, withinDeadline } from "./redis-deadline.ts";
import { keepAlive } from "./redis-heartbeat.ts";
import type { ServerTarget } from "./redis-options.ts";
import { type RedisSubscription, subscribe } from "./redis-subscription.ts";

/** A server that has become a replica is left after this long for the server that its address leads to then. */
const RECONNECT_AFTER_DEMOTION_MS = 1000;

/** One server. */
export function connectServer({ options }: ServerTarget, deadlineMs: number): RedisConnection {
  const client = new Redis(options);
  const subscriptions: RedisSubscription[] = [];
  let reconnect: NodeJS.Timeout | undefined;
  keepAlive(client);
  // Failures are met by the commands they concern.
  client.on("error", () => {});

  async function send(...[command = "", ...words]: readonly string[]): Promise<unknown> {
    try {
      return await withinDeadline(client.call(command, ...words), deadlineMs);
    } catch (error) {
      if (isRefusal(error) && error.message.startsWith("READONLY")) leaveReplica();
      throw error;
    }
  }

  /** After a while, because a server that stays a replica refuses every write. */
  function leaveReplica(): void {
    reconnect ??= setTimeout(() => {
      reconnect = undefined;
      client.disconnect(true);
      for (const subscription of subscriptions) subscription.restart();
    }, RECONNECT_AFTER_DEMOTION_MS).unref();
  }

  return {
    send: (_key, ...words) => send(...words),
    nodes: () => [{ send }],
    together: (keys) => [keys],
    publish: (channel, message) => send("PUBLISH", channel, message),
    subscribe(channel, listener) {
      const connect = () => new Redis({ ...options, retryStrategy: null });
      const subscription = subscribe(connect, channel, listener);
      subscriptions.push(subscription);
      return subscription;
    },
    close() {
      clearTimeout(reconnect);
      client.disconnect();
    },
  };
}
