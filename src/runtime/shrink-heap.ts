import { Session } from "node:inspector/promises";
import { getHeapStatistics } from "node:v8";

/** The load and the heap of this thread, and the means to shrink it. */
export interface HeapWatch {
  /** Busy share of the event loop since the last call, 0–1. */
  readonly utilization: () => number;
  /** Bytes of live and dead objects. */
  readonly usedBytes: () => number;
  readonly shrink: () => Promise<void>;
  /** Calls back after the given time, ms, without keeping the process alive. */
  readonly later: (callback: () => void, ms: number) => void;
}

/** The period over which utilization is measured. */
const CHECK_EVERY_MS = 2000;
/** Utilization up to which the thread counts as quiet. */
const MAX_QUIET_UTILIZATION = 0.05;

/**
 * A collection stops the thread for about 2 ms per live megabyte. A larger heap is in use, not left over from the
 * start.
 */
const MAX_HEAP_BYTES = 128 * 2 ** 20;

/**
 * Releases the memory that only the start has needed, once, at the first quiet moment. V8 lets the young generation grow
 * while modules load and histories are read, and never shrinks it by itself in Node: 40 MB of an idle server. Under load
 * it grows again. A fixed limit (`--max-semi-space-size`) would save as much, but cost a quarter of the throughput.
 */
export function shrinkHeapWhenQuiet(watch: HeapWatch = thisThread()): void {
  const check = () => {
    if (watch.usedBytes() > MAX_HEAP_BYTES) return;
    if (watch.utilization() > MAX_QUIET_UTILIZATION) watch.later(check, CHECK_EVERY_MS);
    // Shrinking is optional: after a failure the server is as large as before.
    else watch.shrink().catch(() => {});
  };
  watch.utilization();
  watch.later(check, CHECK_EVERY_MS);
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
    // `process.memoryUsage` reads a file, which fails without a free file descriptor.
    usedBytes: () => getHeapStatistics().used_heap_size,
    shrink: shrinkHeap,
    later: (callback, ms) => void setTimeout(callback, ms).unref(),
  };
}

/** Runs a full collection after which V8 keeps no reserve, as memory tools do through the inspector. */
export async function shrinkHeap(): Promise<void> {
  const session = new Session();
  session.connect();
  try {
    await session.post("HeapProfiler.collectGarbage");
  } finally {
    session.disconnect();
  }
}
