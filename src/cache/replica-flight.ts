import type { Clock, Pause } from "../ports.ts";
import type { SingleFlight } from "./cache-policy.ts";
import type { Lease } from "./shared-tier.ts";

/** How one answer is made or found among replicas. */
export interface ReplicaFlight<Answer> {
  /** Asks to be the one who makes it; nothing when the store cannot tell. */
  readonly lease: () => Promise<Lease | undefined>;
  /** The answer that another replica has made meanwhile. */
  readonly find: () => Promise<Answer | undefined>;
  /** Gives the lease back once the answer is there for the others to find; not when it fails. */
  readonly make: (lease: Lease | undefined) => Promise<Answer>;
}

/** Another replica may be done at any moment, but not many times faster than a round trip takes. */
const FIRST_PAUSE_MS = 5;
const LONGEST_PAUSE_MS = 100;

/**
 * Has an answer made by one replica while the others wait for it. Whoever waits makes it himself when the other
 * one gives up or is taken for dead, when the store fails, and when his patience is over.
 */
export async function onceAmongReplicas<Answer>(
  { leaseMs, patienceMs }: SingleFlight,
  { clock, pause }: { readonly clock: Clock; readonly pause: Pause },
  { lease, find, make }: ReplicaFlight<Answer>,
): Promise<Answer> {
  const patientUntilMs = clock.now() + Math.min(patienceMs, leaseMs);
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
    const taken = await lease();
    const leftMs = patientUntilMs - clock.now();
    if (taken === undefined || (!taken.isMine && leftMs <= 0)) return make(taken);
    if (!taken.isMine) await pause(Math.min(pauseMs, leftMs));
    // Having the lease does not mean being the first: the one before may have just finished.
    const found = await find();
    if (found !== undefined) {
      taken.giveBack();
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
    lease.giveBack();
    throw error;
  }
}
