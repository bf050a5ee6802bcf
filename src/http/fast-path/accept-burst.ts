import type { Clock } from "../../ports.ts";

export interface AcceptBurst<Item> {
  /** A connection was accepted. */
  noteAccepted(): void;
  /** Whether a burst is on: requests are deferred while further connections are accepted. */
  isOn(): boolean;
  /** Processes the item when the burst is over. */
  afterwards(item: Item): void;
}

/** The longest time that a request is deferred. */
const MAX_MS = 50;

/**
 * The event loop accepts one connection per turn (`uv__server_io` in libuv), and a turn lasts until every ready request
 * is answered. When hundreds of clients connect at once, the last ones wait for hundreds of turns, each longer than the
 * one before: up to a second. Requests are therefore deferred while every turn accepts a connection, which keeps the
 * turns short. A client that waits for its answer sends no further requests
 * (`benchmarks/speed/accept-burst.ts`).
 */
export function createAcceptBurst<Item>(
  clock: Clock,
  process: (item: Item) => void,
): AcceptBurst<Item> {
  let isOn = false;
  let acceptedInTurn = false;
  let sinceMs = 0;
  let deferred: Item[] = [];

  /** Runs after every I/O event that was ready in this turn. */
  function endTurn(): void {
    const nowMs = clock.now();
    // A clock that is set back ends the burst too.
    const isLong = nowMs < sinceMs || nowMs - sinceMs >= MAX_MS;
    if (acceptedInTurn && !isLong) {
      acceptedInTurn = false;
      setImmediate(endTurn);
      return;
    }
    isOn = false;
    const all = deferred;
    deferred = [];
    for (const item of all) process(item);
  }

  return {
    noteAccepted() {
      acceptedInTurn = true;
      if (isOn) return;
      isOn = true;
      sinceMs = clock.now();
      setImmediate(endTurn);
    },
    isOn: () => isOn,
    afterwards: (item) => deferred.push(item),
  };
}
