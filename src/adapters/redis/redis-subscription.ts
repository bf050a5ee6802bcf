import type { Redis } from "ioredis";
import { keepAlive } from "./redis-heartbeat.ts";
import { reconnectAfterMs } from "./redis-options.ts";

export interface RedisListener {
  readonly onMessage: (message: string) => void;
  /** Called after every subscription; earlier messages may have been missed. */
  readonly onReady: () => void;
}

export interface RedisSubscription {
  /** Subscribes again over a new connection. */
  restart(): void;
  close(): void;
}

/**
 * Subscribes to a channel over its own connection, and reconnects until it is closed.
 *
 * @param connect opens a connection that does not reconnect by itself; called for every attempt, so that another node of
 *   a cluster can replace a dead one
 */
export function subscribe(
  connect: () => Redis,
  channel: string,
  { onMessage, onReady }: RedisListener,
): RedisSubscription {
  let failures = 0;
  let retry: NodeJS.Timeout | undefined;
  let client = start();

  function start(): Redis {
    const opened = connect();
    keepAlive(opened);
    // The end of the connection follows every error.
    opened.on("error", () => {});
    opened.on("message", (_channel, message) => {
      if (opened === client) onMessage(message);
    });
    opened.once("ready", () => {
      opened.subscribe(channel).then(
        () => {
          if (opened !== client) return;
          failures = 0;
          onReady();
        },
        () => opened.disconnect(),
      );
    });
    opened.once("end", () => {
      if (opened !== client) return;
      failures += 1;
      retry = setTimeout(restart, reconnectAfterMs(failures)).unref();
    });
    return opened;
  }

  function restart(): void {
    const before = client;
    clearTimeout(retry);
    client = start();
    before.disconnect();
  }

  return {
    restart,
    close() {
      clearTimeout(retry);
      client.removeAllListeners("end").disconnect();
    },
  };
}
