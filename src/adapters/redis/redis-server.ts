import { Redis } from "ioredis";
import type { RedisConnection } from "./redis-connection.ts";
import { isRefusal, withinDeadline } from "./redis-deadline.ts";
import { keepAlive } from "./redis-heartbeat.ts";
import type { ServerTarget } from "./redis-options.ts";
import { type RedisSubscription, subscribe } from "./redis-subscription.ts";

/**
 * After a server has become a replica, the address is connected again after this time, and may lead to the new master.
 */
const RECONNECT_AFTER_DEMOTION_MS = 1000;

/** A connection to one server. */
export function connectServer({ options }: ServerTarget, deadlineMs: number): RedisConnection {
  const client = new Redis(options);
  const subscriptions: RedisSubscription[] = [];
  let reconnect: NodeJS.Timeout | undefined;
  keepAlive(client);
  // Commands report the failures that concern them.
  client.on("error", () => {});

  async function send(...[command = "", ...words]: readonly string[]): Promise<unknown> {
    try {
      return await withinDeadline(client.call(command, ...words), deadlineMs);
    } catch (error) {
      if (isRefusal(error) && error.message.startsWith("READONLY")) leaveReplica();
      throw error;
    }
  }

  /** Reconnects after a pause, because a server that stays a replica refuses every write. */
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
