import type { RedisListener, RedisSubscription } from "./redis-subscription.ts";

/** A server, or the servers of a cluster. Every call ends within the deadline, and fails at once without a connection. */
export interface RedisConnection {
  /** Sends one command; `key` says which node of a cluster it belongs to. */
  send(key: string, ...words: readonly string[]): Promise<unknown>;
  /** Those that hold keys. */
  nodes(): readonly RedisNode[];
  /** Parts the keys so that the keys of each part may stand in one command. */
  together(keys: readonly string[]): readonly (readonly string[])[];
  publish(channel: string, message: string): Promise<unknown>;
  subscribe(channel: string, listener: RedisListener): RedisSubscription;
  close(): void;
}

export interface RedisNode {
  send(...words: readonly string[]): Promise<unknown>;
}
