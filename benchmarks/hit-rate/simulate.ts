import { openRandomStream } from "../../src/demo/random-stream.ts";
import type { Fleet } from "./fleet.ts";
import { openLedger, type Policy } from "./ledger.ts";
import type { Simulation } from "./results.ts";
import type { Visit } from "./traffic.ts";

export type Found = Omit<Simulation, "requestsPerSecond" | "hours">;

/**
 * Sends the visits through the fleet, each request to a replica by chance, as a proxy would.
 *
 * @param warmUp the first so many visits are not counted
 */
export async function simulateService(
  fleet: Fleet,
  visits: readonly Visit[],
  { seed, warmUp = 0 }: { readonly seed: number; readonly warmUp?: number },
): Promise<Found> {
  const random = openRandomStream(seed, 1);
  const replica = () => Math.floor(random.uniform() * fleet.size);
  const ledger = openLedger(fleet.policyOf);
  for (const [index, { atMs, user, page }] of visits.entries()) {
    if (index === warmUp) ledger.reset();
    await fleet.setTime(atMs);
    if (page.length === 0) {
      await fleet.write(replica(), user);
      ledger.noteWrite(user, atMs);
    }
    for (const url of page) {
      ledger.noteRead({ user, url, atMs }, await fleet.read(replica(), user, url));
    }
  }
  return ledger.totals();
}

/** What the policies allow on the same kind of visits, if nothing were ever lost: far quicker than answering. */
export function simulateRules(policyOf: (url: string) => Policy, visits: readonly Visit[]): Found {
  const ledger = openLedger(policyOf);
  for (const [index, { atMs, user, page }] of visits.entries()) {
    // The first half fills the cache, as months of operation have.
    if (index === visits.length >> 1) ledger.reset();
    if (page.length === 0) ledger.noteWrite(user, atMs);
    for (const url of page) {
      const read = { user, url, atMs };
      ledger.noteRead(read, ledger.expect(read) === "kept" ? "local" : "made");
    }
  }
  return ledger.totals();
}
