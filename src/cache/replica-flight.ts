import type { Clock, Pause } from "../ports.ts";
import type { SingleFlight } from "./cache-policy.ts";
import type { Lease } from "./lease.ts";

/** The steps to load one answer among replicas. */
export interface ReplicaFlight<Answer> {
  /** Requests the lease; nothing when the store does not answer. */
  readonly lease: () => Promise<Lease | undefined>;
  /** Finds the answer that another replica has stored meanwhile. */
  readonly find: () => Promise<Answer | undefined>;
  /** Loads the answer, and releases the lease once the others can find it. A failure leaves the lease to the caller. */
  readonly make: (lease: Lease | undefined) => Promise<Answer>;
}

/** Another replica may finish at any moment. A round trip to the store takes a good part of this time. */
const FIRST_PAUSE_MS = 5;
const MAX_PAUSE_MS = 100;

/**
 * Loads an answer on one replica while the others wait for it. A waiting replica loads the answer itself when the
 * holder's load fails or its lease expires, when the store fails, and after `maxWaitMs`.
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
    // A free lease may mean that its last holder has just stored the answer.
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
