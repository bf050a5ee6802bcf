/** Every seam to the outside world that tests replace. */

/** The only source of the current time. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
}

/**
 * Tells which version of a user's data is current. Every write by anybody raises the version; a
 * profile or a cached answer made from another version is out of date.
 */
export interface VersionFeed {
  /**
   * The version now: at once when the feed is live and has seen this user, otherwise read from the
   * database. A user nobody has written for has version 0.
   */
  current(userId: string): number | Promise<number>;
  close(): Promise<void>;
}

/**
 * Where replicas share what they have worked out: texts by key, with a time to live. Every call ends within a
 * short deadline; a failure is always a `CacheStoreError`.
 */
export interface CacheStore {
  get(key: string): Promise<string | undefined>;
  /** Also notes the key in a group, which names a set of keys to be deleted together. */
  set(
    key: string,
    value: string,
    options: { readonly ttlMs: number; readonly group: string },
  ): Promise<void>;
  /** Keys noted in a group; some may have expired since. */
  members(group: string): Promise<readonly string[]>;
  /** @returns how many there were */
  delete(keys: readonly string[]): Promise<number>;
  /** All keys that begin with the prefix, in batches; keys that come or go meanwhile may be missed. */
  scan(prefix: string): AsyncIterable<readonly string[]>;
  /** Tells everybody who listens, this process included. */
  publish(message: string): Promise<void>;
  /** `onGap`: messages may have been missed. */
  listen(listener: {
    readonly onMessage: (message: string) => void;
    readonly onGap: () => void;
  }): void;
  close(): Promise<void>;
}

/** The store did not do what it was asked. */
export class CacheStoreError extends Error {
  /** Whether the store answered, and said no (full, read-only): asking it for something else may well work. */
  readonly refused: boolean;

  constructor(message: string, refused: boolean, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = "CacheStoreError";
    this.refused = refused;
  }
}
