import type { Clock, Pause } from "../ports.ts";
import { DatabaseOpenError, DatabaseUnavailableError } from "./errors.ts";

export interface WaitingOptions {
  readonly clock: Clock;
  readonly pause: Pause;
  /** Total time of waiting, ms; with 0 there is one attempt. */
  readonly forMs: number;
  /** Ends the waiting. */
  readonly stop?: AbortSignal | undefined;
  /** Called once, when the waiting begins. */
  readonly onWaiting: (error: Error) => void;
}

const RETRY_MS = 500;

/**
 * Opens a database, and waits for one that does not answer yet, as after a power cut, when all machines start at once.
 *
 * @throws the error of opening: at once when waiting cannot help, otherwise after the time has passed
 */
export async function whenReachable<T>(
  open: () => Promise<T>,
  { clock, pause, forMs, stop, onWaiting }: WaitingOptions,
): Promise<T> {
  const deadlineMs = clock.now() + forMs;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await open();
    } catch (error) {
      const isOver = clock.now() >= deadlineMs || stop?.aborted === true;
      if (isOver || !(error instanceof Error && mayPass(error))) throw error;
      if (attempt === 1) onWaiting(error);
      await pause(RETRY_MS);
    }
  }
}

/** Whether waiting may help. A wrong password or name stays wrong. */
function mayPass(error: Error): boolean {
  const reason = error instanceof DatabaseOpenError ? error.cause : error;
  return reason instanceof DatabaseUnavailableError;
}
