import { Session } from "node:inspector/promises";
import { getHeapStatistics } from "node:v8";

/** How busy this thread was between two looks, 0–1, and how much it holds. */
export interface HeapWatch {
  /** Part of the time since the last call in which the event loop had something to do, 0–1. */
  readonly utilization: () => number;
  /** Bytes of living and dead objects. */
  readonly usedBytes: () => number;
  readonly shrink: () => Promise<void>;
  /** Calls back after the given time, ms, without keeping the process alive. */
  readonly later: (callback: () => void, ms: number) => void;
}

const LOOK_EVERY_MS = 2000;
const QUIET = 0.05;

/** Collecting stops the thread for about 2 ms per megabyte that lives; a larger heap is not that of a start. */
const LARGEST_HEAP_BYTES = 128 * 2 ** 20;

/**
 * Once, at the first quiet moment, gives the memory back that only starting has needed. V8 lets the young generation
 * grow while modules load and histories are read, and never shrinks it by itself in Node: 40 MB of an idle server. Under
 * load it grows again. A fixed smaller one (`--max-semi-space-size`) would save as much and cost a quarter of the throughput.
 */
export function shrinkHeapWhenQuiet(watch: HeapWatch = thisThread()): void {
  const look = () => {
    if (watch.usedBytes() > LARGEST_HEAP_BYTES) return;
    if (watch.utilization() > QUIET) watch.later(look, LOOK_EVERY_MS);
    // It was only a favour: without it the server is as large as before.
    else watch.shrink().catch(() => {});
  };
  watch.utilization();
  watch.later(look, LOOK_EVERY_MS);
}

function thisThread(): HeapWatch {
  let before = performance.eventLoopUtilization();
  return {
    utilization() {
      const now = performance.eventLoopUtilization();
      const { utilization } = performance.eventLoopUtilization(now, before);
      before = now;
      return utilization;
    },
    // `process.memoryUsage` reads a file for it, which fails without a file descriptor left.
    usedBytes: () => getHeapStatistics().used_heap_size,
    shrink: shrinkHeap,
    later: (callback, ms) => void setTimeout(callback, ms).unref(),
  };
}

/** A full collection after which V8 keeps no room in reserve: what tools for memory ask for through the inspector. */
export async function shrinkHeap(): Promise<void> {
  const session = new Session();
  session.connect();
  try {
    await session.post("HeapProfiler.collectGarbage");
  } finally {
    session.disconnect();
  }
}
