import { openRandomStream } from "../../src/demo/random-stream.ts";

/** What a person does at one moment: opens a page, which sends several requests, or finishes a session. */
export interface Visit {
  readonly atMs: number;
  readonly user: number;
  /** Addresses that the page asks for; none when a session is written. */
  readonly page: readonly string[];
}

export interface TrafficOptions {
  readonly seed: number;
  readonly users: number;
  readonly fromMs: number;
  readonly durationMs: number;
  readonly requests: number;
  /** Part of the requests that are writes. */
  readonly writeShare: number;
}

/** How much is asked in each hour of the day, Prague's: nights are quiet, mornings and afternoons are not. */
const RHYTHM = [1, 1, 1, 1, 1, 2, 4, 8, 12, 14, 14, 12, 10, 12, 13, 12, 10, 8, 7, 7, 6, 5, 3, 2];

/** Prague's offset in the simulated weeks. */
const OFFSET_MS = 3_600_000;

/** The k-th user is this much less busy than the first: k to the power of −1. */
const ZIPF_EXPONENT = 1;

const SCHEDULE = "/api/optimal-schedule?sessions=6&day=today";
const RISK = "/api/burnout-risk";

/** What the web app's pages ask for when they are opened, and how often each is. */
const PAGES: readonly (readonly [page: readonly string[], weight: number])[] = [
  [["/api/recommendation", "/api/prediction/today", RISK, SCHEDULE], 60],
  [[RISK, SCHEDULE, "/api/analysis", "/api/detect-anomalies"], 20],
  [["/api/weekly-insights/2026-03-02"], 10],
  [["/api/prediction/week"], 5],
  [["/api/insights/summary"], 5],
];

/** Visits in order of time; the same for the same options. */
export function makeTraffic(options: TrafficOptions): Visit[] {
  const { seed, users, fromMs, durationMs, requests, writeShare } = options;
  const random = openRandomStream(seed, 0);
  const weight = PAGES.reduce((sum, [, each]) => sum + each, 0);
  const reads = PAGES.reduce((sum, [page, each]) => sum + page.length * each, 0) / weight;
  const writes = (writeShare * reads) / (1 - writeShare + writeShare * reads);
  const visits = Math.round(requests / (writes + (1 - writes) * reads));
  const pickUser = zipf(users, () => random.uniform());
  const times = Float64Array.from({ length: visits }, () => {
    for (;;) {
      const atMs = fromMs + random.uniform() * durationMs;
      const hour = new Date(atMs + OFFSET_MS).getUTCHours();
      if (random.chance((RHYTHM[hour] ?? 0) / Math.max(...RHYTHM))) return atMs;
    }
  }).sort();
  return Array.from(times, (atMs) => ({
    atMs,
    user: pickUser(),
    page: random.chance(writes) ? [] : random.pick(PAGES),
  }));
}

function zipf(users: number, uniform: () => number): () => number {
  const sums = new Float64Array(users);
  let sum = 0;
  for (let rank = 1; rank <= users; rank++) {
    sum += rank ** -ZIPF_EXPONENT;
    sums[rank - 1] = sum;
  }
  return () => {
    const wanted = uniform() * sum;
    let low = 0;
    let high = users - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] ?? 0) < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}
