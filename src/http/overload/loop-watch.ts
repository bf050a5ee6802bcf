import type { LoopUse } from "./request-queue.ts";

/** How often the loop is looked at, and for what share of that time it must have been idle not to be saturated. */
const LOOK_EVERY_MS = 50;
const IDLE_SHARE = 0.05;

/** @returns looks, now and then, what this thread has done since it looked before */
export function createLoopWatch(observe: (use: LoopUse) => void): (nowMs: number) => void {
  let lookedMs = Number.NEGATIVE_INFINITY;
  let busyThenMs = 0;
  let idleThenMs = 0;
  return (nowMs) => {
    const passedMs = nowMs - lookedMs;
    if (passedMs < LOOK_EVERY_MS) return;
    const { user, system } = process.threadCpuUsage();
    const busyNowMs = (user + system) / 1000;
    const idleNowMs = performance.nodeTiming.idleTime;
    const idle = idleNowMs - idleThenMs;
    const isSaturated = idle < passedMs * IDLE_SHARE && Number.isFinite(passedMs);
    observe({ busyMs: busyNowMs - busyThenMs, idleMs: idle, isSaturated });
    lookedMs = nowMs;
    busyThenMs = busyNowMs;
    idleThenMs = idleNowMs;
  };
}
