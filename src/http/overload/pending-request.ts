import type { PlainRequest, ReadyAnswer } from "../response-cache/ready-answer.ts";

/** Says that a request that was begun has ended. */
export type Release = () => void;

/** A request that asks to be answered. It is begun or refused once, at once or later. */
export interface PendingRequest {
  /** Reads it again, for one that waits: thousands may, so what they keep of a request is up to them. */
  readonly read: () => PlainRequest;
  readonly begin: (request: PlainRequest, release: Release) => void;
  readonly refuse: (refusal: ReadyAnswer) => void;
  /** The client is gone and needs no answer. */
  readonly hasLeft: () => boolean;
  /** Set while the body has yet to come: until then the client is waited for. Calls back when it has come. */
  readonly receiving?: () => ((callback: () => void) => void) | undefined;
}
