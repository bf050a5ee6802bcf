import { spawn } from "node:child_process";

export interface RequestFigures {
  readonly requestsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
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

/** Loads a URL from a process of its own, so that the generator's work is not the server's. */
export async function measureRequests(url: string, options: LoadOptions): Promise<RequestFigures> {
  const child = spawn(
    process.execPath,
    [
      "node_modules/autocannon/autocannon.js",
      ...["-c", String(options.connections), "-d", String(options.seconds), "--json"],
      ...(options.headers ?? []).flatMap((header) => ["-H", header]),
      url,
    ],
    { stdio: ["ignore", "pipe", "ignore"] },
  );
  let text = "";
  for await (const chunk of child.stdout) text += chunk;
  const result = JSON.parse(text);
  return {
    requestsPerSecond: Number(result.requests.average),
    p50Ms: Number(result.latency.p50),
    p99Ms: Number(result.latency.p99),
    failures:
      Number(result.errors) +
      Number(result.timeouts) +
      Number(result["4xx"]) +
      Number(result["5xx"]),
  };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
