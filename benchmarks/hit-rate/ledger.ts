import type { CachePolicy, TimeBucket } from "../../src/cache/cache-policy.ts";
import { type Counts, noCounts, type Simulation } from "./results.ts";

/** When, and after how many writes of the person, an answer was last worked out. */
interface Made {
  readonly atMs: number;
  readonly writes: number;
}

export interface Read {
  readonly user: number;
  readonly url: string;
  readonly atMs: number;
}

/** What a policy promises of an answer that is asked for: that it is kept, or why it cannot be. */
export type Expectation = "kept" | "madeFirst" | "madeAfterWrite" | "madeAfterTime";

export type Policy = Pick<CachePolicy, "bucket" | "ttlMs">;

/** What a cache without versions would keep an answer for. */
const TIME_ONLY_TTL_MS = 300_000;

/** A write is followed by new answers to what its person asked for within so long. */
const RENEWED_WITHIN_MS = 900_000;

/** Other replicas than the one that took the write make them within so long, perhaps for the next bucket of time. */
const MADE_EVERYWHERE_WITHIN_MS = 200;

/** The end of an answer's life is drawn from its last tenth. */
const SURELY_ALIVE = 0.9;

const BUCKET_MS: Readonly<Record<TimeBucket, number>> = {
  none: Number.POSITIVE_INFINITY,
  minute: 60_000,
  quarter: 900_000,
  hour: 3_600_000,
  day: 86_400_000,
};

/** Prague's offset in the simulated weeks. */
const OFFSET_MS = 3_600_000;

function bucketOf(bucket: TimeBucket, ms: number): number {
  const localMs = ms + OFFSET_MS;
  const number = Math.floor(localMs / BUCKET_MS[bucket]);
  // The first minute of a quarter stands by itself.
  return bucket === "quarter" && localMs % BUCKET_MS.quarter < BUCKET_MS.minute
    ? number + 0.5
    : number;
}

export interface Ledger {
  /** What the person asked for lately is made anew then. */
  noteWrite(user: number, atMs: number): void;
  expect(read: Read): Expectation;
  /** @throws Error when an answer was kept that the policy says cannot hold any more */
  noteRead(read: Read, outcome: "local" | "shared" | "stale" | "made"): void;
  /** Counts anew; what was made stays known. */
  reset(): void;
  totals(): Omit<Simulation, "requestsPerSecond" | "hours">;
}

/** Counts what becomes of reads, and why answers have to be worked out. */
export function openLedger(policyOf: (url: string) => Policy): Ledger {
  const writesOf = new Map<number, number>();
  const lastMade = new Map<string, Made>();
  const lastAsked = new Map<number, Map<string, number>>();
  const timeOnly = new Map<string, Made>();
  let counts = startCounting();

  /** Why an answer cannot be kept, however long its life. */
  function outdatedBy({ user, url, atMs }: Read): Exclude<Expectation, "kept"> | undefined {
    const last = lastMade.get(`${user} ${url}`);
    if (last === undefined) return "madeFirst";
    if (last.writes !== (writesOf.get(user) ?? 0)) return "madeAfterWrite";
    const { bucket } = policyOf(url);
    const lastMs = Math.min(atMs, last.atMs + MADE_EVERYWHERE_WITHIN_MS);
    const isOfNow = (ms: number) => bucketOf(bucket, ms) === bucketOf(bucket, atMs);
    return isOfNow(last.atMs) || isOfNow(lastMs) ? undefined : "madeAfterTime";
  }

  function expect(read: Read): Expectation {
    const { user, url, atMs } = read;
    const madeAtMs = lastMade.get(`${user} ${url}`)?.atMs ?? atMs;
    const isAlive = atMs - madeAtMs < policyOf(url).ttlMs * SURELY_ALIVE;
    return outdatedBy(read) ?? (isAlive ? "kept" : "madeAfterTime");
  }

  function askTimeOnly({ user, url, atMs }: Read): void {
    const key = `${user} ${url}`;
    const kept = timeOnly.get(key);
    const writes = writesOf.get(user) ?? 0;
    if (kept === undefined || atMs - kept.atMs >= TIME_ONLY_TTL_MS) {
      timeOnly.set(key, { atMs, writes });
      return;
    }
    counts.byTimeOnly.hits += 1;
    if (kept.writes !== writes) counts.byTimeOnly.outdated += 1;
  }

  return {
    noteWrite(user, atMs) {
      counts.writes += 1;
      counts.users.add(user);
      const writes = (writesOf.get(user) ?? 0) + 1;
      writesOf.set(user, writes);
      for (const [url, askedAtMs] of lastAsked.get(user) ?? []) {
        if (atMs - askedAtMs <= RENEWED_WITHIN_MS) lastMade.set(`${user} ${url}`, { atMs, writes });
      }
    },
    expect,
    noteRead(read, outcome) {
      const { user, url, atMs } = read;
      // One that was revalidated in the background is younger than this ledger knows, but of the same data and bucket.
      if (outcome !== "made" && outdatedBy(read) !== undefined) {
        throw new Error(`an outdated answer to ${url} was served to person ${user}`);
      }
      const asked = lastAsked.get(user) ?? new Map<string, number>();
      lastAsked.set(user, asked.set(url, atMs));
      const why = outcome === "made" ? expect(read) : outcome;
      const counted = why === "kept" ? "madeAfterLoss" : why;
      counts.reads += 1;
      counts.users.add(user);
      counts.all[counted] += 1;
      counts.routeAt(url)[counted] += 1;
      askTimeOnly(read);
      if (outcome === "made") {
        lastMade.set(`${user} ${url}`, { atMs, writes: writesOf.get(user) ?? 0 });
      }
    },
    reset() {
      counts = startCounting();
    },
    totals() {
      const { reads, writes, users, all, routes, byTimeOnly } = counts;
      return { reads, writes, activeUsers: users.size, all, routes, byTimeOnly };
    },
  };
}

function startCounting() {
  const routes: Record<string, Counts> = {};
  return {
    reads: 0,
    writes: 0,
    users: new Set<number>(),
    all: noCounts(),
    routes,
    byTimeOnly: { hits: 0, outdated: 0 },
    routeAt(url: string): Counts {
      const path = url.split("?", 1)[0] ?? "";
      const found = routes[path] ?? noCounts();
      routes[path] = found;
      return found;
    },
  };
}
