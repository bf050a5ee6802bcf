import { Cluster, Command, Redis } from "ioredis";
import type { RedisConnection } from "./redis-connection.ts";
import { RedisTimeout, withinDeadline } from "./redis-deadline.ts";
import { keepAlive } from "./redis-heartbeat.ts";
import { type ClusterTarget, clusterOptions, type RedisAddress } from "./redis-options.ts";
import { subscribe } from "./redis-subscription.ts";

/** A node gets no commands for this long after a timeout. */
const LATE_NODE_PAUSE_MS = 1000;

/** A dead master sends no redirects, so the slots are read from other nodes at this interval to find its successor. */
const REFRESH_EVERY_MS = 1000;

/** A connection to a Redis Cluster. An unavailable node affects its own keys only. */
export function connectCluster(
  { roots, options }: ClusterTarget,
  deadlineMs: number,
): RedisConnection {
  const cluster = new Cluster([...roots], clusterOptions(options));
  const lateNodes = new Set<string>();
  let turn = 0;
  const refresh = setInterval(() => cluster.refreshSlotsCache(), REFRESH_EVERY_MS).unref();
  cluster.on("error", () => {});
  cluster.on("+node", keepAlive);

  function nodeOf(key: string): string {
    const slot = new Command("GET", [key]).getSlot();
    return cluster.slots[slot]?.[0] ?? "";
  }

  /** A small breaker per node: the breaker of the store stays closed while other nodes answer. */
  function pauseNode(node: string): void {
    if (lateNodes.has(node)) return;
    lateNodes.add(node);
    setTimeout(() => lateNodes.delete(node), LATE_NODE_PAUSE_MS).unref();
  }

  async function send(key: string, ...[command = "", ...words]: readonly string[]) {
    if (lateNodes.size > 0 && lateNodes.has(nodeOf(key))) throw new Error("the node is late");
    try {
      return await withinDeadline(cluster.call(command, ...words), deadlineMs);
    } catch (error) {
      if (error instanceof RedisTimeout) pauseNode(nodeOf(key));
      throw error;
    }
  }

  function masters(): readonly Redis[] {
    const found = cluster.nodes("master");
    if (found.length === 0) throw new Error("no node is known");
    return found;
  }

  /** The addresses of the nodes in turn. */
  function nextAddress(): RedisAddress | undefined {
    const known = cluster
      .nodes("master")
      .flatMap(({ options: { host, port } }) =>
        host === undefined || port === undefined ? [] : [{ host, port }],
      );
    const addresses = known.length > 0 ? known : roots;
    turn += 1;
    return addresses[turn % addresses.length];
  }

  return {
    send,
    nodes: () =>
      masters().map((node) => ({
        send: (command = "", ...words) => withinDeadline(node.call(command, ...words), deadlineMs),
      })),
    together: (keys) => keys.map((key) => [key]),
    // Any node forwards a message to all others.
    publish: (channel, message) => withinDeadline(cluster.publish(channel, message), deadlineMs),
    subscribe(channel, listener) {
      const connect = () => new Redis({ ...options, ...nextAddress(), retryStrategy: null });
      return subscribe(connect, channel, listener);
    },
    close() {
      clearInterval(refresh);
      cluster.disconnect();
    },
  };
}
