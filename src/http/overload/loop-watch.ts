import type { LoopUse } from "./request-queue.ts";

/** The shortest time between two samples of the event loop. */
const SAMPLE_MS = 50;
/** A loop that idles for a smaller share of the time is saturated. */
const MIN_IDLE_SHARE = 0.05;

/** @returns samples the event loop, at most once per `SAMPLE_MS`, and reports its use since the previous sample */
export function createLoopWatch(observe: (use: LoopUse) => void): (nowMs: number) => void {
  let sampledMs = Number.NEGATIVE_INFINITY;
  let busyThenMs = 0;
  let idleThenMs = 0;
  return (nowMs) => {
    const passedMs = nowMs - sampledMs;
    if (passedMs < SAMPLE_MS) return;
    const { user, system } = process.threadCpuUsage();
    const busyNowMs = (user + system) / 1000;
    const idleNowMs = performance.nodeTiming.idleTime;
    const idle = idleNowMs - idleThenMs;
    const isSaturated = idle < passedMs * MIN_IDLE_SHARE && Number.isFinite(passedMs);
    observe({ busyMs: busyNowMs - busyThenMs, idleMs: idle, isSaturated });
    sampledMs = nowMs;
    busyThenMs = busyNowMs;
    idleThenMs = idleNowMs;
  };
}
