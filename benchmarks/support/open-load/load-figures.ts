/** What an open-model run is to do. */
export interface OpenLoad {
  /** `http://127.0.0.1:PORT`. */
  readonly address: string;
  readonly path: string;
  /** As `name: value`. */
  readonly headers: readonly string[];
  /** Requests that are due per second, evenly, whatever becomes of earlier ones. 0: as many as are answered. */
  readonly perSecond: number;
  readonly seconds: number;
  /** Connections, opened before: who finds them all taken is turned away, as by a proxy whose limit is reached. */
  readonly clients: number;
}

export interface Latencies {
  readonly count: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

export interface OpenLoadFigures {
  readonly seconds: number;
  readonly sent: number;
  /** Share of requests that the generator itself sent more than `LATE_MS` after they were due. */
  readonly lateShare: number;
  /** 200 within `GIVE_UP_MS` of when the request was due. */
  readonly answered: Latencies;
  /** 503. */
  readonly refused: Latencies;
  /** Anything else: other statuses, broken connections, no answer in time. */
  readonly failed: number;
  /** Found no connection free. */
  readonly turnedAway: number;
  /** `/livez`, asked on a connection of its own every 20 ms while the load lasts. */
  readonly health: Latencies & { readonly failed: number };
  readonly mostUnderWay: number;
  /** From the last request that was due until asking is as quick as without load, and stays so. */
  readonly recoveredAfterMs: number;
}

/** What a person waits for, and what most proxies' clients give up on. */
export const GIVE_UP_MS = 1000;

/** Later than this and the generator, not the server, would be measured. */
export const LATE_MS = 20;

export function describeLatencies(latencies: Float64Array): Latencies {
  const sorted = latencies.toSorted();
  const at = (share: number) =>
    Math.round((sorted[Math.floor(sorted.length * share)] ?? Number.NaN) * 100) / 100;
  return { count: sorted.length, p50Ms: at(0.5), p99Ms: at(0.99) };
}
