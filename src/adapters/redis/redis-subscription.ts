import { createClient } from "@redis/client";
import { clientOptions, discard, type RedisPlace, reconnectAfterMs } from "./redis-node.ts";

export interface RedisListener {
  readonly onMessage: (message: string) => void;
  /** The channel is heard from now on; messages may have been missed before. */
  readonly onReady: () => void;
}

export interface RedisSubscription {
  /** Starts anew, maybe elsewhere. */
  renew(): void;
  close(): void;
}

/**
 * Listens on a channel until it is closed, over a connection of its own.
 *
 * @param nextPlace where to listen; asked before every attempt, so that another node can take over from a dead one
 */
export function subscribe(
  nextPlace: () => RedisPlace,
  channel: string,
  { onMessage, onReady }: RedisListener,
): RedisSubscription {
  let failures = 0;
  let stop = listen();
  let retry: NodeJS.Timeout | undefined;

  function listen(): () => void {
    const options = clientOptions(nextPlace());
    const client = createClient({
      ...options,
      socket: { ...options.socket, reconnectStrategy: false },
    });
    let isOver = false;
    const end = () => {
      if (isOver) return;
      isOver = true;
      discard(client);
    };
    const lose = () => {
      if (isOver) return;
      end();
      failures += 1;
      retry = setTimeout(() => {
        stop = listen();
      }, reconnectAfterMs(failures)).unref();
    };
    client.on("error", lose);
    client
      .connect()
      .then(() => client.subscribe(channel, onMessage))
      .then(() => {
        if (isOver) return;
        failures = 0;
        onReady();
      })
      .catch(lose);
    return end;
  }

  function close(): void {
    clearTimeout(retry);
    stop();
  }

  return {
    renew() {
      close();
      stop = listen();
    },
    close,
  };
}
