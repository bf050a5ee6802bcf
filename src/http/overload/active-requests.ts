import type { PlainRequest } from "../response-cache/ready-answer.ts";
import type { PendingRequest } from "./pending-request.ts";
import type { RequestQueue } from "./request-queue.ts";

/** Requests whose processing has begun. A request without an answer at the end of the next turn counts as in flight. */
export interface ActiveRequests {
  begin(request: PlainRequest, pending: PendingRequest): void;
  /** Counts the requests that began in the turn before the last and still have no answer. */
  beginTurn(): void;
}

interface ActiveRequest {
  readonly pending: PendingRequest;
  hasEnded: boolean;
  isCounted: boolean;
}

export function createActiveRequests(
  queue: Pick<RequestQueue<PendingRequest>, "enter" | "leave">,
): ActiveRequests {
  let ofThisTurn: ActiveRequest[] = [];
  let ofLastTurn: ActiveRequest[] = [];

  /** Most requests are answered at the end of the turn in which they began, so they are never counted. */
  function countUnanswered(entries: readonly ActiveRequest[]): void {
    for (const entry of entries) {
      if (entry.hasEnded) continue;
      const afterBody = entry.pending.receiving?.();
      if (afterBody === undefined) count(entry);
      else afterBody(() => count(entry));
    }
  }

  function count(entry: ActiveRequest): void {
    entry.isCounted = !entry.hasEnded;
    if (entry.isCounted) queue.enter();
  }

  return {
    begin(request, pending) {
      const entry = { pending, hasEnded: false, isCounted: false };
      ofThisTurn.push(entry);
      pending.begin(request, () => {
        if (entry.isCounted && !entry.hasEnded) queue.leave();
        entry.hasEnded = true;
      });
    },
    beginTurn() {
      // Requests of the last turn are counted one turn later: their answers are sent after the end of their turn.
      countUnanswered(ofLastTurn);
      ofLastTurn = ofThisTurn;
      ofThisTurn = [];
    },
  };
}
