/** How long the clock may move before an answer is another one; boundaries are those of the person's wall clock. */
export type TimeBucket = "none" | "day" | "hour" | "minute";

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
}
