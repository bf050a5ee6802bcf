import type { RedisListener, RedisSubscription } from "./redis-subscription.ts";

/** A server or a cluster. Every call ends within the deadline, and fails at once without a connection. */
export interface RedisConnection {
  /** Sends one command; `key` selects the node of a cluster. */
  send(key: string, ...words: readonly string[]): Promise<unknown>;
  /** The nodes with keys: the masters of a cluster. */
  nodes(): readonly RedisNode[];
  /** Groups the keys so that one command may contain the keys of a group. */
  together(keys: readonly string[]): readonly (readonly string[])[];
  publish(channel: string, message: string): Promise<unknown>;
  subscribe(channel: string, listener: RedisListener): RedisSubscription;
  close(): void;
}

export interface RedisNode {
  send(...words: readonly string[]): Promise<unknown>;
}
