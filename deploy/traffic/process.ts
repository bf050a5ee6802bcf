import { execFile } from "node:child_process";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";
import { readIfThere } from "./files.ts";
import { SwitchError } from "./proxy.ts";

const CHECK_LIMIT_MS = 20_000;
const WAIT_LIMIT_MS = 10_000;
const WAIT_LOOK_MS = 50;

const execute = promisify(execFile);

/** Has a proxy's own program judge a configuration. @throws SwitchError with what it printed, when it is invalid */
export async function validate(program: string, args: readonly string[]): Promise<void> {
  try {
    await execute(program, args, { timeout: CHECK_LIMIT_MS });
  } catch (error) {
    const printed = error instanceof Error && "stderr" in error ? String(error.stderr).trim() : "";
    throw new SwitchError(
      `${program} refuses the configuration; nothing was changed.\n${printed || String(error)}`,
    );
  }
}

/** @throws SwitchError when no process has the number that the file names */
export function signalProcess(pidFile: string, signal: NodeJS.Signals): void {
  const pid = Number.parseInt(readIfThere(pidFile) ?? "", 10);
  try {
    if (!(pid > 0)) throw new Error("the file is missing or holds no number");
    process.kill(pid, signal);
  } catch (error) {
    throw new SwitchError(
      `The proxy could not be told to reload (--pid ${pidFile}): ${messageOf(error)}. The configuration is in place: start or reload the proxy and run the same command again.`,
    );
  }
}

/** @throws SwitchError naming what did not come about in time */
export async function until(what: string, isTrue: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + WAIT_LIMIT_MS;
  while (!(await isTrue())) {
    if (performance.now() > deadline) throw new SwitchError(`Not in ${WAIT_LIMIT_MS} ms: ${what}.`);
    await delay(WAIT_LOOK_MS);
  }
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
