import { alice } from "./behaviour.ts";
import type { Contestant, Subject } from "./subject.ts";

/** Microseconds of processor time per request, the median of the rounds. */
export interface Cost {
  readonly hitUs: number;
  readonly missUs: number;
}

const HITS = 100_000;
const MISSES = 10_000;

/** Answers of this many bytes, as most of the service's are about that long. */
const BODY = "x".repeat(1300);

/** In memory, without Redis; all in turn in each round, so that a slow moment of the machine hits all. */
export async function measureCosts(
  contestants: readonly Contestant[],
  rounds: number,
): Promise<Map<string, Cost>> {
  const figures = new Map<string, { hits: number[]; misses: number[] }>();
  for (let round = 0; round <= rounds; round += 1) {
    for (const contestant of contestants) {
      const subject = await contestant.open({
        prefix: "cost",
        redisUrl: undefined,
        ttlMs: 600_000,
        staleMs: 60_000,
        maxBytes: 100_000_000,
        isExpensive: false,
      });
      const hit = await perQuestion(HITS, hits(subject));
      const miss = await perQuestion(MISSES, misses(subject));
      await subject.close();
      const known = figures.get(contestant.name) ?? { hits: [], misses: [] };
      figures.set(contestant.name, known);
      // The first round warms up.
      if (round === 0) continue;
      known.hits.push(hit);
      known.misses.push(miss);
    }
  }
  return new Map(
    [...figures].map(([name, { hits, misses }]) => [
      name,
      { hitUs: middle(hits), missUs: middle(misses) },
    ]),
  );
}

function hits(subject: Subject): (count: number) => Promise<void> {
  const asked = alice("hit");
  return async (count) => {
    for (let n = 0; n < count; n += 1) {
      if (subject.findNow(asked) === undefined) await subject.ask(asked, () => BODY);
    }
  };
}

function misses(subject: Subject): (count: number) => Promise<void> {
  return async (count) => {
    for (let n = 0; n < count; n += 1) await subject.ask(alice(`miss ${n}`), () => BODY);
  };
}

async function perQuestion(count: number, work: (count: number) => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await work(count);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / count;
}

function middle(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return Number((sorted[Math.floor(sorted.length / 2)] ?? Number.NaN).toPrecision(2));
}
