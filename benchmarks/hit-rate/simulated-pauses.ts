import { setImmediate as nextTurn } from "node:timers/promises";
import type { Pause } from "../../src/ports.ts";

/** Shorter pauses are those between two looks at something that happens now: they take no time on the simulated clock. */
const LONG_PAUSE_MS = 150;

interface Sleeper {
  readonly dueMs: number;
  readonly wake: () => void;
}

/** What one replica waits for on the simulated clock. */
export interface SimulatedPauses {
  readonly pause: Pause;
  /** Goes on with what was to wait until now at most; until that is done, or waits again. */
  wake(nowMs: number): Promise<void>;
}

/** @param settled until nothing that had waited is under way */
export function simulatedPauses(now: () => number, settled: () => Promise<void>): SimulatedPauses {
  let sleepers: Sleeper[] = [];
  let noticeSleep = () => {};

  return {
    async pause(ms) {
      if (ms < LONG_PAUSE_MS) {
        await nextTurn();
        return;
      }
      const { promise, resolve } = Promise.withResolvers<void>();
      sleepers.push({ dueMs: now() + ms, wake: resolve });
      noticeSleep();
      await promise;
    },
    async wake(nowMs) {
      const due = sleepers.filter(({ dueMs }) => dueMs <= nowMs);
      if (due.length === 0) return;
      sleepers = sleepers.filter((sleeper) => !due.includes(sleeper));
      const asleepAgain = new Promise<void>((resolve) => {
        noticeSleep = resolve;
      });
      for (const { wake } of due) wake();
      await Promise.race([settled(), asleepAgain]);
    },
  };
}
