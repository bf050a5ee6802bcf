import type { Clock, Pause } from "../ports.ts";
import type { SingleFlight } from "./cache-policy.ts";
import type { Lease } from "./lease.ts";

/** How one answer is loaded or found among replicas. */
export interface ReplicaFlight<Answer> {
  /** Asks for the lease; nothing when the store cannot tell. */
  readonly lease: () => Promise<Lease | undefined>;
  /** The answer that another replica has made meanwhile. */
  readonly find: () => Promise<Answer | undefined>;
  /** Gives the lease back once the answer is there for the others to find; not when it fails. */
  readonly make: (lease: Lease | undefined) => Promise<Answer>;
}

/** Another replica may be done at any moment; a round trip to the store takes a good part of this. */
const FIRST_PAUSE_MS = 5;
const MAX_PAUSE_MS = 100;

/**
 * Has an answer loaded by one replica while the others wait for it. A waiting replica loads the answer itself when the
 * holder gives up or is taken for dead, when the store fails, and after `maxWaitMs`.
 */
export async function onceAmongReplicas<Answer>(
  { leaseMs, maxWaitMs }: SingleFlight,
  { clock, pause }: { readonly clock: Clock; readonly pause: Pause },
  { lease, find, make }: ReplicaFlight<Answer>,
): Promise<Answer> {
  const waitUntilMs = clock.now() + Math.min(maxWaitMs, leaseMs);
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(2 * pauseMs, MAX_PAUSE_MS)) {
    const taken = await lease();
    const leftMs = waitUntilMs - clock.now();
    if (taken === undefined || (!taken.isMine && leftMs <= 0)) return make(taken);
    if (!taken.isMine) await pause(Math.min(pauseMs, leftMs));
    // The lease may be free because its last holder has just finished.
    const found = await find();
    if (found !== undefined) {
      taken.release();
      return found;
    }
    if (taken.isMine) return makeWith(taken, make);
  }
}

async function makeWith<Answer>(
  lease: Lease,
  make: ReplicaFlight<Answer>["make"],
): Promise<Answer> {
  try {
    return await make(lease);
  } catch (error) {
    lease.release();
    throw error;
  }
}
