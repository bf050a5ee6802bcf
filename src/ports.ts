/** Every seam to the outside world that tests replace. */

/** The only source of the current time. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
}

/** Waits this long, in milliseconds. */
export type Pause = (ms: number) => Promise<unknown>;

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
  /** With a group: only when the key is noted in it. What a deletion could not find must not be found either. */
  get(key: string, group?: string): Promise<string | undefined>;
  /**
   * Stores unless what is there ranks higher, in one step, so that whoever comes late cannot undo what others
   * did meanwhile. Also notes the key in a group, which names a set of keys to be deleted together; key and
   * group begin with the same text in braces.
   */
  set(
    key: string,
    value: string,
    options: { readonly ttlMs: number; readonly group: string; readonly rank: Rank },
  ): Promise<void>;
  /** Takes the lease of this name unless somebody has it; in either case gives a number above all given before. */
  lease(name: string, options: LeaseOptions): Promise<LeaseReply>;
  /** Gives a lease back; that of another holder, who took it when this one's time was over, stays. */
  release(name: string, holder: string): Promise<void>;
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

/** Which of two values for one key is the later: compared number by number, all whole. */
export type Rank = readonly [first: number, second: number, third: number];

export interface LeaseOptions {
  /** Unique to this attempt. */
  readonly holder: string;
  /** After this long the lease is free again, whatever became of its holder. */
  readonly lifeMs: number;
  /** What is counted; leases of several names may share it. Begins with the name's text in braces. */
  readonly counter: string;
}

export interface LeaseReply {
  readonly isMine: boolean;
  /** The fencing number: a holder who comes back after losing the lease has a lower one than the next. */
  readonly fence: number;
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
