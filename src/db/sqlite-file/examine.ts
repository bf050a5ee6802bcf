import { setTimeout as delay } from "node:timers/promises";
import { DatabaseOpenError } from "../errors.ts";
import { inspectFile } from "./damage.ts";

const MAX_LOOKS = 3;
const NEXT_LOOK_MS = 50;

/**
 * Inspects a file before it is opened. While another process opens, writes or closes it, file and log change between two
 * reads and the log may vanish, so damage and errors of the file system count only when every look finds them.
 *
 * @param path a real path, as `realPath` returns it
 * @param look replaces the inspection in tests
 * @throws what the last look has thrown; DatabaseOpenError at once, as another program's file stays one
 */
export async function examine(
  path: string,
  look: (path: string) => void = inspectFile,
  pause: (ms: number) => Promise<void> = delay,
): Promise<void> {
  for (let looks = 1; ; looks += 1) {
    try {
      look(path);
      return;
    } catch (error) {
      if (error instanceof DatabaseOpenError || looks === MAX_LOOKS) throw error;
    }
    await pause(NEXT_LOOK_MS);
  }
}
