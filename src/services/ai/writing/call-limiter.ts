/** Limits the number of concurrent calls; the others wait in order. */
export interface CallLimiter {
  /**
   * Resolves when a call may begin, with a function that releases the slot once.
   * @throws the signal's reason when it is aborted first
   */
  enter(signal: AbortSignal): Promise<() => void>;
  readonly running: number;
  readonly waiting: number;
}

interface Waiter {
  readonly start: () => void;
}

/** @param limit 1 or more */
export function createCallLimiter(limit: number): CallLimiter {
  const queue = new Set<Waiter>();
  let running = 0;

  function leave(): () => void {
    let hasLeft = false;
    return () => {
      if (hasLeft) return;
      hasLeft = true;
      running -= 1;
      const [next] = queue;
      next?.start();
    };
  }

  return {
    async enter(signal) {
      signal.throwIfAborted();
      if (running < limit) {
        running += 1;
        return leave();
      }
      await new Promise<void>((resolve, reject) => {
        const onAbort = () => {
          queue.delete(waiter);
          reject(signal.reason);
        };
        const waiter: Waiter = {
          start() {
            queue.delete(waiter);
            signal.removeEventListener("abort", onAbort);
            running += 1;
            resolve();
          },
        };
        queue.add(waiter);
        signal.addEventListener("abort", onAbort, { once: true });
      });
      return leave();
    },
    get running() {
      return running;
    },
    get waiting() {
      return queue.size;
    },
  };
}
