import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { createRefreshAhead } from "../../../src/cache/refresh-ahead.ts";
import { answerWorld, openReplica } from "../../support/answer-world.ts";

/** Refresh ahead of one cached answer, on a clock that only it and the test move; what it waited and loaded. */
async function openRefreshAhead(pace: { readonly afterMs: number; readonly everyMs: number }) {
  const world = answerWorld();
  const replica = openReplica(world, { store: undefined });
  await replica.ask("first", { loaderFor: () => () => Buffer.from("again") });
  const waits: number[] = [];
  let made = 0;
  const refreshAhead = createRefreshAhead({
    ...pace,
    clock: world.clock,
    async pause(ms) {
      waits.push(ms);
      world.clock.advance(ms);
    },
    async refresh() {
      made += 1;
    },
  });
  return {
    ...{ clock: world.clock, waits, made: () => made },
    async write(times = 1) {
      const entries = replica.service.list({ userId: "alice" }, 10);
      for (let i = 0; i < times; i += 1) refreshAhead.schedule("alice", entries);
      await refreshAhead.settled();
    },
  };
}

describe("refresh ahead", () => {
  test("begins at once after a single write, and at its interval after writes in quick succession", async () => {
    const { clock, waits, made, write } = await openRefreshAhead({ afterMs: 0, everyMs: 50 });
    await write(3);
    assert.equal(made(), 1, "three writes before anything is made");
    clock.advance(10);
    await write();
    clock.advance(50);
    await write();
    assert.deepEqual(waits, [0, 40, 0]);
    assert.equal(made(), 3);
  });

  test("waits no longer than its interval when the clock is set back", async () => {
    const { clock, waits, write } = await openRefreshAhead({ afterMs: 0, everyMs: 50 });
    await write();
    clock.advance(-600_000);
    await write();
    assert.deepEqual(waits, [0, 50]);
  });

  test("delays every refresh so that the other replica can store its answers", async () => {
    const { waits, write } = await openRefreshAhead({ afterMs: 200, everyMs: 0 });
    await write();
    await write();
    assert.deepEqual(waits, [200, 200]);
  });
});
