import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { setImmediate as nextTurn } from "node:timers/promises";
import { memoryStore } from "../../../src/adapters/memory-store.ts";
import { answerWorld, openReplica } from "../../support/answer-world.ts";
import { faultyStore } from "../../support/faulty-store.ts";

describe("an answer on its way to the store when it is deleted", () => {
  for (const who of ["the one who sent it", "another replica"]) {
    test(`by ${who} is deleted again when it is there`, async () => {
      const world = answerWorld();
      const { store, faults, calls } = faultyStore(memoryStore(world.clock));
      const [one, other] = [openReplica(world, { store }), openReplica(world, { store })];
      const { promise, resolve } = Promise.withResolvers<void>();
      faults.writesAfter = promise;
      await one.ask("old");
      await (who === "another replica" ? other : one).service.remove({ userId: "alice" });
      assert.equal(calls.set, 1);
      faults.writesAfter = undefined;
      resolve();
      for (let turn = 0; turn < 5; turn += 1) await nextTurn();
      assert.equal(await other.ask("new"), "made new");
    });
  }

  test("and not meant stays", async () => {
    const world = answerWorld();
    const { store, faults } = faultyStore(memoryStore(world.clock));
    const [one, other] = [openReplica(world, { store }), openReplica(world, { store })];
    const { promise, resolve } = Promise.withResolvers<void>();
    faults.writesAfter = promise;
    await one.ask("old");
    await other.service.remove({ userId: "bob" });
    resolve();
    for (let turn = 0; turn < 5; turn += 1) await nextTurn();
    assert.equal(await other.ask("new"), "shared old");
  });
});
