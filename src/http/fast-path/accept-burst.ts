import type { Clock } from "../../ports.ts";

export interface LettingIn<Waiting> {
  /** A connection was accepted. */
  noteNewcomer(): void;
  /** Whether others may follow at once, for which everybody is to wait. */
  isOn(): boolean;
  /** Goes on with this when all are in. */
  afterwards(waiting: Waiting): void;
}

/** Whoever is in waits no longer than this for others to be let in. */
const LONGEST_MS = 50;

/**
 * The event loop accepts one connection in each of its turns (`uv__server_io` in libuv), and a turn lasts until all that is
 * ready has been answered. So when hundreds connect at once, the last ones wait for hundreds of turns, each longer than
 * the one before: up to a second. Here nobody is answered while turn after turn brings a newcomer. Turns are as short as
 * that alone takes, and who waits for an answer sends nothing that would make them longer
 * (`benchmarks/speed/accept-burst.ts`).
 */
export function lettingIn<Waiting>(
  clock: Clock,
  goOn: (waiting: Waiting) => void,
): LettingIn<Waiting> {
  let isOn = false;
  let cameInTurn = false;
  let sinceMs = 0;
  let waiting: Waiting[] = [];

  /** Runs when everything that was ready in a turn has been met. */
  function endTurn(): void {
    const nowMs = clock.now();
    // Also when the clock was set back.
    const isLong = nowMs < sinceMs || nowMs - sinceMs >= LONGEST_MS;
    if (cameInTurn && !isLong) {
      cameInTurn = false;
      setImmediate(endTurn);
      return;
    }
    isOn = false;
    const all = waiting;
    waiting = [];
    for (const each of all) goOn(each);
  }

  return {
    noteNewcomer() {
      cameInTurn = true;
      if (isOn) return;
      isOn = true;
      sinceMs = clock.now();
      setImmediate(endTurn);
    },
    isOn: () => isOn,
    afterwards: (each) => waiting.push(each),
  };
}
