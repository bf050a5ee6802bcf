import type { CachedAnswer } from "./cached-answer.ts";

/** Where an answer comes from. The two stale ones are as RFC 5861 has them: expired, and served within the stale window. */
export type ServedFrom =
  | "local"
  | "shared"
  | "stale-while-revalidate"
  | "stale-if-error"
  | "made"
  | "collapsed";

export interface Served {
  readonly answer: CachedAnswer;
  readonly from: ServedFrom;
}
