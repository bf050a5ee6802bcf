import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { setImmediate as nextTurn } from "node:timers/promises";
import { memoryStore } from "../../../src/adapters/memory-store.ts";
import { answerWorld, openReplica } from "../../support/answer-world.ts";
import { faultyStore } from "../../support/faulty-store.ts";

describe("an answer that is deleted while it is written to the store", () => {
  for (const who of ["its own replica", "another replica"]) {
    test(`is deleted again after the write when ${who} deletes it`, async () => {
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

  test("stays when the deletion does not select it", async () => {
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
