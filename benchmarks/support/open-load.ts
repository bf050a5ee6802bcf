import { execFile, execFileSync } from "node:child_process";
import { promisify } from "node:util";
import type { OpenLoad, OpenLoadFigures } from "./open-load/load-figures.ts";

const GENERATOR = "benchmarks/support/open-load/generator.ts";

/** Where the measured server runs, and where the load comes from. */
export const SERVER_CORE = 0;
export const GENERATOR_CORE = 1;

/** Keeps a process, threads that it has and will have, on one core. */
export function pinToServerCore(pid: number): void {
  execFileSync("taskset", ["-a", "-cp", String(SERVER_CORE), String(pid)]);
}

/** Loads a server from a process on the other core. */
export async function generateLoad(load: OpenLoad): Promise<OpenLoadFigures> {
  const { stdout } = await promisify(execFile)("taskset", [
    ...["-c", String(GENERATOR_CORE), process.execPath, GENERATOR],
    JSON.stringify(load),
  ]);
  return JSON.parse(stdout);
}
