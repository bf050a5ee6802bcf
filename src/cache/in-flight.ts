import { type CacheRequest, keyOf } from "./cache-request.ts";
import type { Validity } from "./cached-answer.ts";
import type { Served } from "./served.ts";

/** The loads in flight, so that equal requests share one load. */
export interface InFlight {
  find(flight: string): Promise<Served> | undefined;
  /** Registers the task under this name until it ends. */
  track(flight: string, task: Promise<Served>): Promise<Served>;
  /** Drops the loads in flight: later requests do not join them, and their answers are not stored. */
  drop(): void;
  /** Incremented by each drop. A load that began in an earlier generation is not stored. */
  readonly generation: number;
}

export function createInFlight(): InFlight {
  const flights = new Map<string, Promise<Served>>();
  let generation = 0;
  return {
    find: (flight) => flights.get(flight),
    track(flight, task) {
      const tracked = task.finally(() => {
        if (flights.get(flight) === tracked) flights.delete(flight);
      });
      flights.set(flight, tracked);
      return tracked;
    },
    drop() {
      generation += 1;
      flights.clear();
    },
    get generation() {
      return generation;
    },
  };
}

/** The name of a load: the request, its data version and its time context. */
export function flightOf(request: CacheRequest, { version, context }: Validity): string {
  return `${version} ${context} ${keyOf(request)}`;
}
