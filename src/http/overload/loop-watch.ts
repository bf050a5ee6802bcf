import type { RequestQueue } from "./request-queue.ts";

/** How often it is looked at whether the loop was ever idle, and for what share of that time it must have been. */
const LOOK_EVERY_MS = 50;
const IDLE_SHARE = 0.05;

/**
 * @param idleMs how long the event loop has had nothing to do so far
 * @returns looks, now and then, whether the loop was idle for a part of the time since it looked before
 */
export function createLoopWatch(
  idleMs: () => number,
  observe: (isBusy: boolean) => void,
): (nowMs: number) => void {
  let lookedMs = Number.NEGATIVE_INFINITY;
  let idleThenMs = 0;
  return (nowMs) => {
    const passedMs = nowMs - lookedMs;
    if (passedMs < LOOK_EVERY_MS) return;
    const idleNowMs = idleMs();
    observe(idleNowMs - idleThenMs < passedMs * IDLE_SHARE && Number.isFinite(passedMs));
    lookedMs = nowMs;
    idleThenMs = idleNowMs;
  };
}

/** @returns tells a queue how much this thread has worked, and how long it had nothing to do, since it was told before */
export function createRefill(
  idleMs: () => number,
): (queue: Pick<RequestQueue<unknown>, "refill">) => void {
  let busyThenMs = 0;
  let idleThenMs = 0;
  return (queue) => {
    const { user, system } = process.threadCpuUsage();
    const busyNowMs = (user + system) / 1000;
    const idleNowMs = idleMs();
    queue.refill(busyNowMs - busyThenMs, idleNowMs - idleThenMs);
    busyThenMs = busyNowMs;
    idleThenMs = idleNowMs;
  };
}
