import { autocannonVersion, runAutocannon } from "./autocannon.ts";
import { processorSeconds } from "./processor-time.ts";
import { runWrk, wrkVersion } from "./wrk.ts";

export interface RequestFigures {
  readonly requests: number;
  readonly requestsPerSecond: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  /** Answers from 400 on, broken connections, and requests without an answer. */
  readonly failures: number;
}

export interface LoadOptions {
  readonly connections: number;
  readonly seconds: number;
  /** As `name=value`. */
  readonly headers?: readonly string[];
}

/** Has every answer worked out, as a browser's forced reload does. */
export const AFRESH = ["cache-control=no-cache"];

/** What `measureRequests` loads with here: wrk where it is installed, since it needs the least of the machine. */
export function loadGenerator(): { readonly name: string; readonly version: string } {
  const version = wrkVersion();
  if (version !== undefined) return { name: "wrk", version };
  return { name: "autocannon", version: autocannonVersion() };
}

/** Loads a URL from a process of its own, so that the generator's work is not the server's. */
export async function measureRequests(url: string, options: LoadOptions): Promise<RequestFigures> {
  return wrkVersion() === undefined ? runAutocannon(url, options) : runWrk(url, options);
}

/** The same, with what the server and its workers used of the processors for 100,000 requests. */
export async function measureRequestsAndProcessor(
  pid: number,
  url: string,
  options: LoadOptions,
): Promise<RequestFigures & { readonly cpuSecondsPer100k: number }> {
  const before = processorSeconds(pid);
  const figures = await measureRequests(url, options);
  const used = processorSeconds(pid) - before;
  return { ...figures, cpuSecondsPer100k: (used / figures.requests) * 100_000 };
}

/** Of an even number of values, the mean of the middle two; NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? Number.NaN;
  return (lower + upper) / 2;
}
