import type { PlainRequest } from "../response-cache/ready-answer.ts";
import type { PendingRequest } from "./pending-request.ts";
import type { RequestQueue } from "./request-queue.ts";

/** Requests that were begun. Those that are not answered by the end of the next turn count as in flight. */
export interface ActiveRequests {
  begin(request: PlainRequest, pending: PendingRequest): void;
  /** Counts what the turn before the last began and nobody has answered since. */
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
  let begun: ActiveRequest[] = [];
  let begunBefore: ActiveRequest[] = [];

  /** Most requests are answered at the end of the turn that began them, and need no counting. */
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
      begun.push(entry);
      pending.begin(request, () => {
        if (entry.isCounted && !entry.hasEnded) queue.leave();
        entry.hasEnded = true;
      });
    },
    beginTurn() {
      // Not the last turn's: what is ready at the end of a turn is sent after it.
      countUnanswered(begunBefore);
      begunBefore = begun;
      begun = [];
    },
  };
}
