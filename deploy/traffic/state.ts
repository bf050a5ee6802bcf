import { readIfThere, replaceFile } from "./files.ts";
import { SwitchError } from "./proxy.ts";

/** Where a switch stands. */
export interface SwitchState {
  readonly from: string;
  readonly to: string;
  readonly status: "running" | "stopped" | "done" | "rolled_back";
  /** Share of the new side in percent. */
  readonly share: number;
  /** Steps that were watched to their end, in percent. */
  readonly passed: readonly number[];
  /** Process that runs it, or ran it last. */
  readonly pid: number;
  /** Why it was rolled back. */
  readonly reason?: string;
}

export interface StateFile {
  read(): SwitchState | undefined;
  write(state: SwitchState): void;
}

export function createStateFile(path: string): StateFile {
  return {
    read() {
      const text = readIfThere(path);
      if (text === undefined) return undefined;
      try {
        const state = JSON.parse(text);
        if (Array.isArray(state.passed) && typeof state.pid === "number") return state;
      } catch {}
      throw new SwitchError(`--state ${path} cannot be read; remove it to begin anew.`);
    },
    write: (state) => replaceFile(path, `${JSON.stringify(state, null, 2)}\n`),
  };
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return pid !== process.pid;
  } catch {
    return false;
  }
}
