import type { Clock } from "../../ports.ts";

export interface AcceptBurst<Item> {
  /** A connection was accepted. */
  noteAccepted(): void;
  /** Whether more connections may follow at once; requests are deferred until they have been accepted. */
  isOn(): boolean;
  /** Processes the item when the burst is over. */
  afterwards(item: Item): void;
}

/** No request is deferred for longer than this. */
const MAX_MS = 50;

/**
 * The event loop accepts one connection in each of its turns (`uv__server_io` in libuv), and a turn lasts until all that is
 * ready has been answered. When hundreds connect at once, the last ones wait for hundreds of turns, each longer than the one
 * before: up to a second. So no request is processed while turn after turn accepts a connection. The turns stay short,
 * and a client that waits for an answer sends nothing that makes them longer
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

  /** Runs when everything that was ready in a turn has been read. */
  function endTurn(): void {
    const nowMs = clock.now();
    // A clock that was set back ends the burst too.
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
