import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { WaitingLine } from "../../../src/middleware/waiting-line.ts";

const LIMITS = { turnMs: 20, perTurn: 3, patienceMs: 200, mostInFlight: 10, mostWhenBusy: 4 };
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
    assert.deepEqual(line.next(), ["first"]);
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
    const { line, nowMs } = lineWaiting(5000);
    line.join("second", nowMs);
    assert.equal(line.admit(nowMs, false), "refuse");
    assert.deepEqual(line.next(), ["first", "second"]);
    assert.equal(line.admit(nowMs, false), "wait", "the turn is old");
    line.beginTurn(nowMs);
    assert.equal(line.admit(nowMs, false), "answer");
  });

  test("is taken from faster while many are refused, so that refusing cannot use up the time", () => {
    const { line, nowMs } = lineWaiting(200);
    for (let i = 0; i < 50; i++) line.join(`later ${i}`, nowMs);
    for (let i = 0; i < 41; i++) assert.equal(line.admit(nowMs, false), "refuse");
    assert.equal(line.next().length, 11);
    assert.equal(line.next().length, LIMITS.perTurn);
    line.enter();
    for (let i = 0; i < 41; i++) line.admit(nowMs + 200, false);
    assert.equal(line.next().length, LIMITS.perTurn, "something is unfinished");
  });

  test("is first in, first out, however long it gets, a few per turn", () => {
    const steps = fc.array(fc.constantFrom("join", "next"), { maxLength: 200 });
    fc.assert(
      fc.property(steps, (commands) => {
        const line = new WaitingLine<number>(LIMITS);
        const expected: number[] = [];
        let joined = 0;
        let refused = 0;
        for (const command of commands) {
          if (command === "join") {
            expected.push(joined);
            line.join(joined, START + joined);
            joined += 1;
          } else {
            const count = Math.max(LIMITS.perTurn, Math.ceil(refused / 4));
            assert.deepEqual(line.next(), expected.splice(0, count));
            refused = 0;
          }
          assert.equal(line.length, expected.length);
          const firstMs = START + (expected[0] ?? Number.POSITIVE_INFINITY);
          const isRefused = line.admit(START + 230, false) === "refuse";
          assert.equal(isRefused, START + 230 - firstMs >= LIMITS.patienceMs);
          if (isRefused) refused += 1;
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
    assert.deepEqual(line.next(), []);
    assert.equal(line.admit(START + 200, false), "refuse");
    line.observe(false);
    assert.deepEqual(line.next(), ["next"]);
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
