import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { promisify } from "node:util";
import type { LoadOptions, RequestFigures } from "./measure-requests.ts";

const require = createRequire(import.meta.url);
const PROGRAM = require.resolve("autocannon/autocannon.js");

export function autocannonVersion(): string {
  return String(require("autocannon/package.json").version);
}

/**
 * Loads a URL with autocannon. It knows no 95th percentile; the 97.5th, which is never less, stands for it.
 */
export async function runAutocannon(url: string, options: LoadOptions): Promise<RequestFigures> {
  const { stdout } = await promisify(execFile)(process.execPath, [
    PROGRAM,
    ...["-c", String(options.connections), "-d", String(options.seconds), "--json"],
    ...(options.headers ?? []).flatMap((header) => ["-H", header]),
    url,
  ]);
  const result = JSON.parse(stdout);
  return {
    requests: Number(result.requests.total),
    requestsPerSecond: Number(result.requests.average),
    p50Ms: Number(result.latency.p50),
    p95Ms: Number(result.latency.p97_5),
    p99Ms: Number(result.latency.p99),
    failures:
      Number(result.errors) +
      Number(result.timeouts) +
      Number(result["4xx"]) +
      Number(result["5xx"]),
  };
}
