import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import type { LimitStore } from "../../../../src/ports.ts";
import { takeUnits } from "../../../../src/services/limits/cell-rate.ts";
import { createRateLimiter } from "../../../../src/services/limits/rate-limiter.ts";
import type { BudgetCounter } from "../../../../src/services/limits/standing.ts";
import { NOON } from "../../../support/app.ts";
import { seededRandom } from "../../../support/random.ts";
import { type TestClock, testClock } from "../../../support/test-clock.ts";

/** What Redis is to replicas, in this process; fails when told to. */
class Store implements LimitStore {
  readonly #clock: TestClock;
  readonly #arrivals = new Map<string, number>();
  isDown = false;
  processes = 1;
  calls = 0;
  granted = 0;

  constructor(clock: TestClock) {
    this.#clock = clock;
  }

  async take(key: string, rate: { count: number; periodMs: number }, wanted: number) {
    this.calls += 1;
    if (this.isDown) throw new Error("down");
    const taken = takeUnits(rate, this.#arrivals.get(key) ?? 0, this.#clock.now(), wanted);
    this.#arrivals.set(key, taken.arrivalMs);
    this.granted += taken.granted;
    return taken;
  }

  async countProcesses() {
    if (this.isDown) throw new Error("down");
    return this.processes;
  }

  async close() {}
}

describe("processes that count together", () => {
  let clock: TestClock;
  let store: Store;
  beforeEach(() => {
    clock = testClock(NOON);
    store = new Store(clock);
  });

  function open(count: number, periodMs = 3_600_000): BudgetCounter {
    const limiter = createRateLimiter({
      rates: { reads: { count, periodMs }, writes: "off", imports: "off", ai: "off" },
      ...{ clock, store, processes: 1 },
    });
    assert.ok(limiter?.reads);
    return limiter.reads;
  }

  const request = async (counter: BudgetCounter, caller = "ada") =>
    (counter.decide(caller) ?? (await counter.ask(caller))).isAllowed;

  /** How many of so many requests are let through. */
  async function passed(counters: readonly BudgetCounter[], requests: number): Promise<number> {
    let count = 0;
    for (let i = 0; i < requests; i += 1) {
      const counter = counters[i % counters.length];
      if (counter !== undefined && (await request(counter))) count += 1;
    }
    return count;
  }

  test("let through together exactly what one would", async () => {
    assert.equal(await passed([open(10), open(10), open(10)], 60), 10);
  });

  test("never let through more than the limit, however their requests fall", async () => {
    const random = seededRandom(3).uniform;
    const counters = [open(600, 60_000), open(600, 60_000), open(600, 60_000)];
    let count = 0;
    const beganMs = clock.now();
    for (let i = 0; i < 6000; i += 1) {
      const counter = counters[Math.floor(random() * 3)];
      if (counter !== undefined && (await request(counter))) count += 1;
      if (random() < 0.5) clock.advance(Math.floor(random() * 40));
    }
    const most = 600 + (600 * (clock.now() - beganMs)) / 60_000;
    assert.ok(count <= store.granted && store.granted <= most + 1, `${count} of ${most}`);
    assert.ok(count > 0.9 * most, `${count} of ${most}`);
  });

  test("take ahead for a busy caller, who is then counted at once", async () => {
    const counter = open(100_000, 1000);
    await passed([counter], 2000);
    store.calls = 0;
    let undecided = 0;
    for (let i = 0; i < 10_000; i += 1) {
      if (counter.decide("ada") === undefined) undecided += 1;
      if (i % 100 === 0) await Promise.resolve();
    }
    assert.equal(undecided, 0);
    assert.ok(store.calls < 20, `${store.calls} calls`);
  });

  test("take nothing ahead for one who asks now and then", async () => {
    const counter = open(100);
    for (let i = 0; i < 10; i += 1) {
      await request(counter);
      clock.advance(3000);
    }
    assert.equal(store.granted, 10);
  });

  test("ask once for all who wait", async () => {
    const counter = open(100);
    const all = await Promise.all(Array.from({ length: 500 }, () => request(counter)));
    assert.equal(all.filter((isAllowed) => isAllowed).length, 100);
    assert.ok(store.calls <= 3, `${store.calls} calls`);
  });

  test("do not ask again for a caller whose budget is empty until it has more", async () => {
    const counter = open(10, 60_000);
    await passed([counter], 11);
    const { calls } = store;
    for (let i = 0; i < 100; i += 1) assert.equal(counter.decide("ada")?.isAllowed, false);
    assert.equal(store.calls, calls);
    clock.advance(6000);
    assert.equal(await request(counter), true);
  });

  test("count by themselves, each at its share, while the store is away", async () => {
    store.processes = 4;
    const counter = open(100);
    await request(counter, "somebody");
    await new Promise(setImmediate);
    store.isDown = true;
    assert.equal(await passed([counter], 100), 25);
    store.isDown = false;
    clock.advance(1001);
    await request(counter);
    await new Promise(setImmediate);
    // Nothing was taken of what they count together meanwhile, but for the unit that found it back.
    assert.equal(await passed([counter], 200), 100);
  });

  test("spend what was taken in vain on the next request", async () => {
    const counter = open(2);
    assert.equal(await request(counter), true);
    counter.giveBack("ada");
    assert.equal(await passed([counter], 5), 2);
  });
});
