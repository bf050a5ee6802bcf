import type { PlainRequest, ReadyAnswer } from "../response-cache/ready-answer.ts";

/** Reports that an active request has ended. */
export type Release = () => void;

/** A request that waits for admission. It is begun or refused exactly once, immediately or later. */
export interface PendingRequest {
  /** Reads the request again. Thousands may wait, so an implementation may keep less than the parsed request. */
  readonly read: () => PlainRequest;
  readonly begin: (request: PlainRequest, release: Release) => void;
  readonly refuse: (refusal: ReadyAnswer) => void;
  /** Whether the client has disconnected and needs no answer. */
  readonly hasLeft: () => boolean;
  /**
   * Present while the body is incomplete: the request waits for its client, not for us. Calls back at the end of the
   * body.
   */
  readonly receiving?: () => ((callback: () => void) => void) | undefined;
}
