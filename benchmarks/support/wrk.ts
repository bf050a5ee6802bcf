import { execFile, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { Type } from "typebox";
import { compileCheck } from "../../src/schemas/validate.ts";
import type { LoadOptions, RequestFigures } from "./measure-requests.ts";

const SCRIPT = fileURLToPath(new URL("wrk-figures.lua", import.meta.url));

/** A slow answer is slow, not lost: nothing that is measured here may take longer. */
const TIMEOUT = "60s";

const Count = Type.Integer({ minimum: 0 });
const checkFigures = compileCheck(
  Type.Object({
    requests: Count,
    microseconds: Type.Integer({ minimum: 1 }),
    p50: Count,
    p95: Count,
    p99: Count,
    failures: Count,
  }),
);

let version: string | undefined | null = null;

/** Which wrk is installed; `undefined` when none is. */
export function wrkVersion(): string | undefined {
  // wrk -v ends with 1 and its usage; only a missing program has no output at all.
  if (version === null) {
    const { stdout } = spawnSync("wrk", ["-v"], { encoding: "utf8" });
    version = /^wrk (?:\w+\/)?([\d.]+\d)/.exec(stdout ?? "")?.[1];
  }
  return version;
}

/**
 * Loads a URL with wrk, which keeps every connection busy on one thread.
 *
 * @throws Error when it cannot connect
 */
export async function runWrk(url: string, options: LoadOptions): Promise<RequestFigures> {
  const { connections, seconds, headers = [] } = options;
  const { stdout } = await promisify(execFile)("wrk", [
    ...["-t", "1", "-c", String(connections), "-d", `${seconds}s`],
    ...["--timeout", TIMEOUT, "--script", SCRIPT],
    ...headers.flatMap((header) => ["-H", header.replace("=", ": ")]),
    url,
  ]);
  return readWrkFigures(stdout);
}

/**
 * @param output of wrk with `wrk-figures.lua`
 * @throws Error when it holds no figures
 */
export function readWrkFigures(output: string): RequestFigures {
  const line = /^FIGURES (.*)$/m.exec(output)?.[1];
  const checked = line === undefined ? { problems: [] } : checkFigures(JSON.parse(line));
  if (!("value" in checked)) throw new Error(`wrk gave no figures: ${output}`);
  const { requests, microseconds, p50, p95, p99, failures } = checked.value;
  return {
    requests,
    requestsPerSecond: requests / (microseconds / 1e6),
    p50Ms: p50 / 1000,
    p95Ms: p95 / 1000,
    p99Ms: p99 / 1000,
    failures,
  };
}
