import { type CacheRequest, keyOf } from "./cache-request.ts";
import type { Validity } from "./cached-answer.ts";
import type { Served } from "./served.ts";

/** Answers being loaded now, so that equal requests share one load. */
export interface InFlight {
  find(flight: string): Promise<Served> | undefined;
  /** Others find the task under this name until it ends. */
  track(flight: string, task: Promise<Served>): Promise<Served>;
  /** Later requests do not join what is under way, and it is not stored. */
  drop(): void;
  /** Raised by each drop: a load that began in another generation is not stored. */
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

/** Names the load of a request from these data, at this time. */
export function flightOf(request: CacheRequest, { version, context }: Validity): string {
  return `${version} ${context} ${keyOf(request)}`;
}
