import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { getHeapSpaceStatistics } from "node:v8";
import { shrinkHeap, shrinkHeapWhenQuiet } from "../../../src/runtime/shrink-heap.ts";

/** Looks at the given utilizations, one after the other; says when the heap was shrunk and what was waited for. */
function watchOf(utilizations: readonly number[], usedBytes = 60_000_000) {
  const left = [...utilizations];
  const seen = { waits: [] as number[], shrunk: 0 };
  let next: (() => void) | undefined;
  shrinkHeapWhenQuiet({
    utilization: () => left.shift() ?? 1,
    usedBytes: () => usedBytes,
    async shrink() {
      seen.shrunk += 1;
      throw new Error("no inspector in this build");
    },
    later(callback, ms) {
      seen.waits.push(ms);
      next = callback;
    },
  });
  while (next !== undefined && left.length > 0) {
    const look = next;
    next = undefined;
    look();
  }
  return seen;
}

describe("the heap of a server that has started", () => {
  test("is shrunk once, when the event loop has been idle for two seconds, and a failure is ignored", () => {
    const seen = watchOf([1, 0.6, 0.051, 0.05, 0, 0]);
    assert.deepEqual(seen, { waits: [2000, 2000, 2000], shrunk: 1 });
  });

  test("is not shrunk when it has grown so large that a collection would stop the service for long", () => {
    assert.deepEqual(watchOf([1, 0, 0], 200_000_000), { waits: [2000], shrunk: 0 });
  });

  test("keeps no reserve of the young generation after shrinking", async () => {
    let kept: object[] = [];
    for (let i = 0; i < 400_000; i += 1) kept.push({ i, text: `${i}` });
    const before = youngBytes();
    kept = [];
    await shrinkHeap();
    assert.ok(before > 4_000_000, `${before} bytes`);
    assert.ok(youngBytes() < before / 2, `${youngBytes()} of ${before} bytes`);
    assert.equal(kept.length, 0);
  });
});

function youngBytes(): number {
  const space = getHeapSpaceStatistics().find(({ space_name }) => space_name === "new_space");
  return space?.space_size ?? Number.NaN;
}
