/** How long the clock may move before an answer is another one; boundaries are those of the person's wall clock. */
export type TimeBucket = "none" | "day" | "hour" | "quarter" | "minute";

/** How a route's answers are kept; declared beside the route. */
export interface CachePolicy {
  /** An answer is made anew after this long even when nothing it depends on has changed. */
  readonly ttlMs: number;
  /**
   * For this long after `ttlMs` an answer may still be served: while a new one is being made, or when none can
   * be made because the database is down. Never after a write of the same person, never after a delete.
   */
  readonly staleMs: number;
  /** What an answer depends on besides data and settings. */
  readonly bucket: TimeBucket;
  /** Whether replicas share answers through Redis: worth its round trip where an answer costs more. */
  readonly shared: boolean;
  /**
   * For a shared answer that costs far more than a few round trips to Redis: one replica makes it, and the
   * others wait for it. When absent, each process makes its own, once.
   */
  readonly singleFlight?: SingleFlight;
}

/** How replicas agree on who makes an answer. */
export interface SingleFlight {
  /** A replica that takes longer is taken for dead, and another one makes the answer. */
  readonly leaseMs: number;
  /** A question waits no longer than this for another replica's answer; then it has its own made. */
  readonly patienceMs: number;
}
