import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { WaitingLine } from "../../../../src/http/overload/request-queue.ts";

const LIMITS = {
  ...{ turnMs: 20, perTurn: 3, patienceMs: 200, giveUpMs: 800 },
  ...{ mostInFlight: 10, mostWhenBusy: 4 },
};
const START = 1_000_000;

/** A line whose first has waited for the given time. */
function lineWaiting(waitedMs: number): { line: WaitingLine<string>; nowMs: number } {
  const line = new WaitingLine<string>(LIMITS);
  line.beginTurn(START);
  line.join("first", START);
  return { line, nowMs: START + waitedMs };
}

describe("a turn of the event loop", () => {
  test("answers at once what it meets early, and has wait what it meets late", () => {
    const line = new WaitingLine<string>(LIMITS);
    line.beginTurn(START);
    assert.equal(line.isFree(START + 19), true);
    assert.equal(line.admit(START + 19, false), "answer");
    assert.equal(line.isFree(START + 20), false);
    assert.equal(line.admit(START + 20, false), "wait");
    line.beginTurn(START + 20);
    assert.equal(line.isFree(START + 20), true);
  });

  test("lets nobody overtake those who wait", () => {
    const { line, nowMs } = lineWaiting(1);
    line.beginTurn(nowMs);
    assert.equal(line.isFree(nowMs), false);
    assert.equal(line.admit(nowMs, true), "wait");
    assert.deepEqual(line.next(nowMs), ["first"]);
    assert.equal(line.isFree(nowMs), true);
  });
});

describe("a line", () => {
  test("takes nobody while its first waits too long, and what is cheap for twice that time", () => {
    for (const [waitedMs, costly, cheap] of [
      [199, "wait", "wait"],
      [200, "refuse", "wait"],
      [399, "refuse", "wait"],
      [400, "refuse", "refuse"],
    ] as const) {
      const { line, nowMs } = lineWaiting(waitedMs);
      assert.equal(line.admit(nowMs, false), costly, `${waitedMs} ms`);
      assert.equal(line.admit(nowMs, true), cheap, `${waitedMs} ms`);
    }
  });

  test("takes people again as soon as its first has not waited long", () => {
    const { line, nowMs } = lineWaiting(700);
    line.join("second", nowMs);
    assert.equal(line.admit(nowMs, false), "refuse");
    assert.deepEqual(line.next(nowMs), ["second", "first"]);
    assert.equal(line.admit(nowMs, false), "wait", "the turn is old");
    line.beginTurn(nowMs);
    assert.equal(line.admit(nowMs, false), "answer");
  });

  test("is first in, first out, a few per turn, until its first has waited too long; then the newest are first", () => {
    const line = new WaitingLine<number>(LIMITS);
    for (let i = 0; i < 12; i++) line.join(i, START + i);
    assert.deepEqual(line.next(START + 199), [0, 1, 2]);
    assert.deepEqual(line.next(START + 203), [11, 10, 9]);
    assert.deepEqual(line.overdue(START + 204), [3, 4]);
    assert.deepEqual(line.next(START + 204), [5, 6, 7]);
    assert.deepEqual(line.next(START + 204), [8]);
    assert.equal(line.length, 0);
  });

  test("gives fewer a turn while they take longer than one, at least one, and more again when they do not", () => {
    const line = new WaitingLine<number>(LIMITS);
    for (let i = 0; i < 12; i++) line.join(i, START);
    const sizes = [50, 21, 21, 20, 20, 20].map((tookMs) => {
      line.keepPace(tookMs);
      return line.next(START).length;
    });
    assert.deepEqual(sizes, [2, 1, 1, 2, 3, 3]);
  });

  test("refuses no more than a tenth of the work allows for, so that refusing cannot use up the time", () => {
    const { line, nowMs } = lineWaiting(200);
    for (let i = 0; i < 700; i++) line.join(`later ${i}`, START);
    assert.equal(line.overdue(nowMs).length, 200, "saved up");
    assert.deepEqual(line.overdue(nowMs), []);
    line.earn(1, 0);
    assert.equal(line.overdue(nowMs).length, 2);
    line.earn(1.25, 0);
    assert.equal(line.overdue(nowMs).length, 2);
    line.earn(0.25, 0);
    assert.equal(line.overdue(nowMs).length, 1, "halves add up");
    line.earn(0, 1);
    assert.equal(line.overdue(nowMs).length, 100, "nobody had anything else to do");
    line.earn(1000, 1000);
    assert.equal(line.overdue(nowMs).length, 200, "not more than can be saved");
  });

  test("refuses who comes when that leaves enough for those who wait", () => {
    const { line, nowMs } = lineWaiting(200);
    for (let i = 0; i < 150; i++) line.join(`later ${i}`, START);
    let refused = 0;
    while (line.admit(nowMs, false) === "refuse") refused += 1;
    assert.equal(refused, 49);
    assert.equal(line.overdue(nowMs).length, 151);
  });

  test("answers nobody who has given up, and refuses three of them in the time for one answer", () => {
    const { line, nowMs } = lineWaiting(800);
    for (let i = 0; i < 300; i++) line.join(`given up ${i}`, START);
    line.join("later", nowMs);
    assert.equal(line.overdue(nowMs).length, 200, "saved up");
    assert.deepEqual(line.next(nowMs), ["later"]);
    assert.equal(line.overdue(nowMs).length, 6);
    assert.deepEqual(line.next(nowMs), []);
    assert.equal(line.overdue(nowMs).length, 9);
  });

  test("loses nobody and gives nobody twice, whatever happens", () => {
    const steps = fc.array(
      fc.record({
        what: fc.constantFrom("join", "next", "overdue", "earn"),
        passedMs: fc.integer({ min: 0, max: 150 }),
      }),
      { maxLength: 200 },
    );
    fc.assert(
      fc.property(steps, (commands) => {
        const line = new WaitingLine<number>(LIMITS);
        const waiting = new Map<number, number>();
        let joined = 0;
        let nowMs = START;
        const left = (items: readonly number[], most: number, isRefused: boolean) => {
          assert.ok(items.length <= most);
          for (const item of items) {
            const sinceMs = waiting.get(item);
            assert.ok(sinceMs !== undefined);
            if (isRefused) assert.ok(nowMs - sinceMs >= LIMITS.patienceMs);
            waiting.delete(item);
          }
        };
        for (const { what, passedMs } of commands) {
          nowMs += passedMs;
          if (what === "join") {
            waiting.set(joined, nowMs);
            line.join(joined, nowMs);
            joined += 1;
          } else if (what === "next") {
            left(line.next(nowMs), LIMITS.perTurn, false);
          } else if (what === "overdue") {
            left(line.overdue(nowMs), 200, true);
          } else {
            line.earn(passedMs / 100, 0);
          }
          assert.equal(line.length, waiting.size);
        }
      }),
    );
  });
});

describe("requests that wait for something else", () => {
  test("are fewer while the loop is never idle: it is what they wait for, so others wait before they are begun", () => {
    const line = new WaitingLine<string>(LIMITS);
    line.beginTurn(START);
    line.observe(true);
    for (let i = 0; i < 3; i++) line.enter();
    assert.equal(line.admit(START, false), "answer");
    line.enter();
    assert.equal(line.admit(START, false), "wait");
    assert.equal(line.admit(START, true), "answer", "from memory");
    line.join("next", START);
    assert.deepEqual(line.next(START), []);
    assert.equal(line.admit(START + 200, false), "refuse");
    line.observe(false);
    assert.deepEqual(line.next(START), ["next"]);
  });

  test("are bounded; what is cheap goes on until there are twice as many", () => {
    const line = new WaitingLine<string>(LIMITS);
    line.beginTurn(START);
    for (let i = 0; i < 9; i++) line.enter();
    assert.equal(line.isFree(START), true);
    line.enter();
    assert.equal(line.isFree(START), false);
    assert.equal(line.admit(START, false), "refuse");
    assert.equal(line.admit(START, true), "answer");
    for (let i = 0; i < 10; i++) line.enter();
    assert.equal(line.admit(START, true), "refuse");
    for (let i = 0; i < 11; i++) line.leave();
    assert.equal(line.isFree(START), true);
  });
});
