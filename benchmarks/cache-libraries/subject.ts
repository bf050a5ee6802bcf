/** A request as both kinds of cache see it. */
export interface Asked {
  readonly userId: string;
  readonly parameters: string;
  /** The person's data version. */
  readonly version: number;
}

export interface SubjectOptions {
  /** Of keys and channels in Redis; replicas of one service share it. */
  readonly prefix: string;
  /** Nothing: in this process alone. */
  readonly redisUrl: string | undefined;
  readonly ttlMs: number;
  /** How long after that an answer may still be served. */
  readonly staleMs: number;
  readonly maxBytes: number;
  /** Whether replicas shall agree on who makes an answer. */
  readonly isExpensive: boolean;
}

/** One replica of a service with a cache of one kind. */
export interface Subject {
  /** The answer at once, without a promise; nothing when there is none or when the cache has no such call. */
  findNow(asked: Asked): string | undefined;
  ask(asked: Asked, make: () => Promise<string> | string): Promise<string>;
  /** Deletes all answers to a person, everywhere. */
  remove(userId: string): Promise<void>;
  close(): Promise<void>;
}

export interface Contestant {
  readonly name: string;
  open(options: SubjectOptions): Promise<Subject>;
}
