/** The best of several rounds, in microseconds per call: other work on the machine only ever adds. */
export function microseconds(rounds: number, calls: number, work: () => void): number {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round += 1) {
    const before = performance.now();
    for (let call = 0; call < calls; call += 1) work();
    best = Math.min(best, ((performance.now() - before) * 1000) / calls);
  }
  return best;
}
