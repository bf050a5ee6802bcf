import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { RequestQueue } from "../../../../src/http/overload/request-queue.ts";

const LIMITS = {
  ...{ turnMs: 20, perTurn: 3, maxWaitMs: 200 },
  ...{ maxInFlight: 10, maxInFlightWhenBusy: 4 },
};
const START = 1_000_000;

/** A queue whose first has waited for the given time. */
function queueWaiting(waitedMs: number): { queue: RequestQueue<string>; nowMs: number } {
  const queue = new RequestQueue<string>(LIMITS);
  queue.beginTurn(START);
  queue.join("first", START);
  return { queue, nowMs: START + waitedMs };
}

describe("a turn of the event loop", () => {
  test("answers early requests at once, and queues late ones", () => {
    const queue = new RequestQueue<string>(LIMITS);
    queue.beginTurn(START);
    assert.equal(queue.isFree(START + 19), true);
    assert.equal(queue.isFree(START + 20), false);
    assert.equal(queue.refuses(START + 20), false);
    queue.beginTurn(START + 20);
    assert.equal(queue.isFree(START + 20), true);
  });

  test("lets no request overtake the queued ones", () => {
    const { queue, nowMs } = queueWaiting(1);
    queue.beginTurn(nowMs);
    assert.equal(queue.isFree(nowMs), false);
    assert.deepEqual(queue.next(nowMs), ["first"]);
    assert.equal(queue.isFree(nowMs), true);
  });
});

describe("a queue", () => {
  test("refuses new requests while its oldest has waited too long", () => {
    for (const [waitedMs, isRefused] of [
      [199, false],
      [200, true],
    ] as const) {
      const { queue, nowMs } = queueWaiting(waitedMs);
      assert.equal(queue.refuses(nowMs), isRefused, `${waitedMs} ms`);
    }
  });

  test("accepts requests again as soon as its oldest has not waited long", () => {
    const { queue, nowMs } = queueWaiting(700);
    queue.join("second", nowMs);
    assert.equal(queue.refuses(nowMs), true);
    assert.deepEqual(queue.next(nowMs), ["second", "first"]);
    assert.equal(queue.refuses(nowMs), false);
    assert.equal(queue.isFree(nowMs), false, "the turn is old");
    queue.beginTurn(nowMs);
    assert.equal(queue.isFree(nowMs), true);
  });

  test("is first in, first out with a batch per turn, and newest first once its oldest has waited too long", () => {
    const queue = new RequestQueue<number>(LIMITS);
    for (let i = 0; i < 12; i++) queue.join(i, START + i);
    assert.deepEqual(queue.next(START + 199), [0, 1, 2]);
    assert.deepEqual(queue.next(START + 203), [11, 10, 9]);
    assert.deepEqual(queue.overdue(START + 204), [3, 4]);
    assert.deepEqual(queue.next(START + 204), [5, 6, 7]);
    assert.deepEqual(queue.next(START + 204), [8]);
    assert.equal(queue.length, 0);
  });

  test("shrinks the batch down to one request while it takes longer than a turn, and grows it again afterwards", () => {
    const queue = new RequestQueue<number>(LIMITS);
    for (let i = 0; i < 12; i++) queue.join(i, START);
    const sizes = [50, 21, 21, 20, 20, 20].map((tookMs) => {
      queue.adaptBatch(tookMs);
      return queue.next(START).length;
    });
    assert.deepEqual(sizes, [2, 1, 1, 2, 3, 3]);
  });

  test("bounds refusals to a tenth of the time", () => {
    const { queue, nowMs } = queueWaiting(200);
    for (let i = 0; i < 700; i++) queue.join(`later ${i}`, START);
    assert.equal(queue.overdue(nowMs).length, 200, "saved up");
    assert.deepEqual(queue.overdue(nowMs), []);
    queue.observe({ busyMs: 1, idleMs: 0, isSaturated: true });
    assert.equal(queue.overdue(nowMs).length, 2);
    queue.observe({ busyMs: 0.75, idleMs: 0.5, isSaturated: false });
    assert.equal(queue.overdue(nowMs).length, 2);
    queue.observe({ busyMs: 0, idleMs: 0.25, isSaturated: false });
    assert.equal(queue.overdue(nowMs).length, 1, "halves add up");
    queue.observe({ busyMs: 1000, idleMs: 1000, isSaturated: true });
    assert.equal(queue.overdue(nowMs).length, 200, "not more than can be saved");
  });

  test("refuses a new request only when the budget of refusals suffices for the queued ones too", () => {
    const { queue, nowMs } = queueWaiting(200);
    for (let i = 0; i < 150; i++) queue.join(`later ${i}`, START);
    let refused = 0;
    while (queue.refuses(nowMs)) refused += 1;
    assert.equal(refused, 49);
    assert.equal(queue.overdue(nowMs).length, 151);
  });

  test("never loses a request and never returns one twice", () => {
    const steps = fc.array(
      fc.record({
        what: fc.constantFrom("join", "next", "overdue", "observe"),
        passedMs: fc.integer({ min: 0, max: 150 }),
      }),
      { maxLength: 200 },
    );
    fc.assert(
      fc.property(steps, (commands) => {
        const queue = new RequestQueue<number>(LIMITS);
        const waiting = new Map<number, number>();
        let joined = 0;
        let nowMs = START;
        const left = (items: readonly number[], most: number, isRefused: boolean) => {
          assert.ok(items.length <= most);
          for (const item of items) {
            const sinceMs = waiting.get(item);
            assert.ok(sinceMs !== undefined);
            if (isRefused) assert.ok(nowMs - sinceMs >= LIMITS.maxWaitMs);
            waiting.delete(item);
          }
        };
        for (const { what, passedMs } of commands) {
          nowMs += passedMs;
          if (what === "join") {
            waiting.set(joined, nowMs);
            queue.join(joined, nowMs);
            joined += 1;
          } else if (what === "next") {
            left(queue.next(nowMs), LIMITS.perTurn, false);
          } else if (what === "overdue") {
            left(queue.overdue(nowMs), 200, true);
          } else {
            queue.observe({ busyMs: passedMs / 100, idleMs: 0, isSaturated: false });
          }
          assert.equal(queue.length, waiting.size);
        }
      }),
    );
  });
});

describe("requests in flight", () => {
  test("have a lower limit while the loop is never idle, because they wait for the loop itself", () => {
    const queue = new RequestQueue<string>(LIMITS);
    queue.beginTurn(START);
    queue.observe({ busyMs: 50, idleMs: 0, isSaturated: true });
    for (let i = 0; i < 3; i++) queue.enter();
    assert.equal(queue.isFree(START), true);
    queue.enter();
    assert.equal(queue.isFree(START), false);
    queue.join("next", START);
    assert.deepEqual(queue.next(START), []);
    assert.equal(queue.refuses(START + 200), true);
    queue.observe({ busyMs: 25, idleMs: 25, isSaturated: false });
    assert.deepEqual(queue.next(START), ["next"]);
  });

  test("are bounded in number", () => {
    const queue = new RequestQueue<string>(LIMITS);
    queue.beginTurn(START);
    for (let i = 0; i < 9; i++) queue.enter();
    assert.equal(queue.isFree(START), true);
    queue.enter();
    assert.equal(queue.isFree(START), false);
    assert.equal(queue.refuses(START), true);
    queue.leave();
    assert.equal(queue.isFree(START), true);
  });
});
