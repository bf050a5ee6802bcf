import { readdirSync, readFileSync } from "node:fs";

/** Linux counts processor time in hundredths of a second, whatever its own timer does. */
const TICKS_PER_SECOND = 100;
/** Fields of /proc/PID/stat after the name, which may hold spaces. */
const USER_TIME = 11;
const SYSTEM_TIME = 12;

/**
 * Processor time, in seconds, that a process and its living descendants have used so far; what the system does for
 * them included. Only on Linux.
 *
 * @throws Error when there is no such process
 */
export function processorSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? [];
  const own = (Number(fields[USER_TIME]) + Number(fields[SYSTEM_TIME])) / TICKS_PER_SECOND;
  return childrenOf(pid).reduce((sum, child) => sum + processorSeconds(child), own);
}

/** A child is listed under the thread that made it. */
function childrenOf(pid: number): number[] {
  return readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
    readFileSync(`/proc/${pid}/task/${thread}/children`, "utf8")
      .split(" ")
      .filter((child) => child !== "")
      .map(Number),
  );
}
