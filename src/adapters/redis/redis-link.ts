import type { RedisNode } from "./redis-node.ts";
import type { RedisListener, RedisSubscription } from "./redis-subscription.ts";

/** A server, or the servers of a cluster. */
export interface RedisLink {
  /** Sends one command; `key` says which node of a cluster it belongs to. */
  send(key: string, ...words: readonly string[]): Promise<unknown>;
  /** Those that hold keys. */
  nodes(): Promise<readonly Pick<RedisNode, "send">[]>;
  /** Parts the keys so that the keys of each part may stand in one command. */
  together(keys: readonly string[]): readonly (readonly string[])[];
  publish(channel: string, message: string): Promise<unknown>;
  subscribe(channel: string, listener: RedisListener): RedisSubscription;
  close(): void;
}
