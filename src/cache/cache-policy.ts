/** How long the clock may move before an answer is another one; boundaries are those of the person's wall clock. */
export type TimeBucket = "none" | "day" | "hour" | "quarter" | "minute";

/** How a route's answers are cached; declared beside the route. */
export interface CachePolicy {
  /** An answer expires after this long even when nothing it depends on has changed. */
  readonly ttlMs: number;
  /**
   * For this long after `ttlMs` an expired answer is served: stale-while-revalidate while a new one is loaded,
   * stale-if-error while the database is down. Never after a write of the same person, never after a deletion.
   */
  readonly staleMs: number;
  /** What an answer depends on besides data and settings. */
  readonly bucket: TimeBucket;
  /** Whether replicas share answers through Redis: worth its round trip where an answer costs more. */
  readonly shared: boolean;
  /**
   * For a shared answer that costs far more than a few round trips to Redis: one replica loads it, and the
   * others wait for it. When absent, each process loads its own, once.
   */
  readonly singleFlight?: SingleFlight;
}

/** How replicas agree on which of them loads an answer. */
export interface SingleFlight {
  /** A replica that takes longer is taken for dead, and another one loads the answer. */
  readonly leaseMs: number;
  /** A request waits at most this long for another replica's answer, then loads its own. */
  readonly maxWaitMs: number;
}
