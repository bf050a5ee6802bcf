import type { Clock, Pause } from "../ports.ts";
import { DatabaseOpenError, DatabaseUnavailableError } from "./errors.ts";

export interface WaitingOptions {
  readonly clock: Clock;
  readonly pause: Pause;
  /** How long to wait in all, in milliseconds; 0 opens once. */
  readonly forMs: number;
  /** Ends the waiting. */
  readonly stop?: AbortSignal | undefined;
  /** Is told once, when the waiting begins. */
  readonly onWaiting: (error: Error) => void;
}

const RETRY_MS = 500;

/**
 * Opens a database, waiting for one that does not answer yet: after a power cut everything starts at once.
 *
 * @throws what opening throws: at once when waiting cannot help, in the end when it did not
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

/** A wrong password or name stays wrong. */
function mayPass(error: Error): boolean {
  const reason = error instanceof DatabaseOpenError ? error.cause : error;
  return reason instanceof DatabaseUnavailableError;
}
