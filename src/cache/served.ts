import type { CachedAnswer } from "./cached-answer.ts";

/** The source of an answer. The two stale ones follow RFC 5861: an expired answer, served within the stale window. */
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
