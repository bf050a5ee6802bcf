/** The period in which time alone does not change an answer; its boundaries are those of the person's wall clock. */
export type TimeBucket = "none" | "day" | "hour" | "quarter" | "minute";

/** How a route's answers are cached; declared beside the route. */
export interface CachePolicy {
  /** An answer expires after this long even when nothing it depends on has changed. */
  readonly ttlMs: number;
  /**
   * An expired answer is served for this long after `ttlMs`: stale-while-revalidate while a new one is loaded,
   * stale-if-error while the database is down. It is never served after a write of the same person or a deletion.
   */
  readonly staleMs: number;
  /** The bucket of time on which an answer depends, besides data and settings. */
  readonly bucket: TimeBucket;
  /** Whether replicas share answers through Redis, for answers that cost more than the round trip. */
  readonly shared: boolean;
  /**
   * One replica loads the answer and the others wait for it, for shared answers that cost far more than a few round
   * trips to Redis. When absent, each process loads its own, once.
   */
  readonly singleFlight?: SingleFlight;
}

/** The lease by which replicas agree on the one that loads an answer. */
export interface SingleFlight {
  /** After this time the replica is considered dead, and another one loads the answer. */
  readonly leaseMs: number;
  /** A request waits at most this long for another replica's answer, then loads its own. */
  readonly maxWaitMs: number;
}
