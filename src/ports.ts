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
