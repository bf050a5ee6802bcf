import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  closeSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

export interface LoggedProcess {
  readonly pid: number;
  /** What it has written of late, on either stream. */
  readLog(): string;
  /** Asks it to end, waits until it has, and forgets what it wrote. */
  stop(): Promise<void>;
}

export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

/** Between two looks whether a process is ready: finer than any start-up that is measured. */
const LOOK_EVERY_MS = 5;
const START_LIMIT_MS = 60_000;
/** A line for every request fills a disk in an hour; beyond this size the file begins anew. */
const MAX_LOG_BYTES = 100_000_000;
const LOG_LOOK_MS = 1000;

/**
 * Starts a server whose output goes to a file. A pipe would have to be emptied by this process, on a processor that
 * the measured one needs.
 *
 * @param ready gives the address once there is one; asked every few milliseconds
 * @throws Error with what the process wrote when it ends, or is not ready within a minute
 */
export async function startLoggedProcess(
  { program, args, env, cwd }: Command,
  ready: (process: LoggedProcess) => Promise<string | undefined>,
): Promise<LoggedProcess & { readonly address: string }> {
  const folder = mkdtempSync(join(tmpdir(), "pomodoro-process-"));
  const path = join(folder, "output.log");
  const output = openSync(path, "a");
  const child = spawn(program, args, {
    env: { ...process.env, ...env },
    stdio: ["ignore", output, output],
    ...(cwd === undefined ? {} : { cwd }),
  });
  closeSync(output);
  const state = { hasEnded: false };
  const ended = once(child, "exit").finally(() => {
    state.hasEnded = true;
  });
  const emptying = setInterval(() => {
    if (statSync(path).size > MAX_LOG_BYTES) truncateSync(path);
  }, LOG_LOOK_MS).unref();
  // Whatever ends this process, an error included, leaves no server behind.
  const end = () => child.kill("SIGTERM");
  process.once("exit", end);
  // A program that cannot be started says so here and below; without this the process would die of it.
  ended.catch(() => {});
  const started: LoggedProcess = {
    pid: child.pid ?? 0,
    readLog: () => readFileSync(path, "utf8"),
    async stop() {
      end();
      await ended.catch(() => {});
      process.off("exit", end);
      clearInterval(emptying);
      rmSync(folder, { recursive: true, force: true });
    },
  };
  const giveUpAt = performance.now() + START_LIMIT_MS;
  while (!state.hasEnded && performance.now() < giveUpAt) {
    const address = await ready(started);
    if (address !== undefined) return { ...started, address };
    await delay(LOOK_EVERY_MS);
  }
  const complaint = started.readLog();
  await started.stop();
  throw new Error(`${program} did not come to listen: ${complaint}`);
}
