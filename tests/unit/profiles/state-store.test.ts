import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { createStateStore } from "../../../src/profiles/state-store.ts";
import type { OwnProfileState } from "../../../src/repositories/profile-state-repository.ts";

function state(userId: string, version = 1): OwnProfileState {
  return {
    ...{ userId, version, signature: "models", day: 20_000, sessions: 3 },
    ...{ knownFromMs: 0, knownUntilMs: Number.POSITIVE_INFINITY },
    state: new Uint8Array(1000),
  };
}

/** A store over a map, whose alarm a test rings. */
function setUp(save: (states: readonly OwnProfileState[]) => Promise<void> = async () => {}) {
  const batches: string[][] = [];
  const troubles: unknown[] = [];
  const alarms: (() => void)[] = [];
  const deleted: string[] = [];
  const store = createStateStore({
    states: {
      find: async () => undefined,
      async save(states) {
        batches.push(states.map(({ userId, version }) => `${userId} ${version}`));
        await save(states);
      },
      async delete(userId) {
        deleted.push(userId);
      },
    },
    after(_ms, act) {
      alarms.push(act);
      return () => alarms.splice(alarms.indexOf(act), 1);
    },
    onTrouble: (error) => troubles.push(error),
  });
  return { store, batches, troubles, alarms, deleted };
}

describe("the store of states", () => {
  test("stores the newest state of each person once, in the background and in batches", async () => {
    const { store, batches, alarms } = setUp();
    store.keep(state("ann", 1));
    store.keep(state("ann", 2));
    for (let person = 0; person < 70; person++) store.keep(state(`person ${person}`));
    assert.deepEqual(batches, []);
    assert.equal(alarms.length, 1);
    alarms[0]?.();
    await store.close();
    assert.deepEqual(
      batches.map(({ length }) => length),
      [64, 7],
    );
    assert.equal(batches[0]?.[0], "ann 2");
  });

  test("stores the state of the time of storing, and never replaces a newer one", async () => {
    const saved: string[] = [];
    const { store } = setUp(async (states) => {
      for (const { version, state } of states) saved.push(`${version}: ${state.byteLength} bytes`);
    });
    let length = 10;
    store.keep(state("ann", 2), () => new Uint8Array(length));
    store.keep(state("ann", 1));
    length = 20;
    await store.close();
    assert.deepEqual(saved, ["2: 20 bytes"]);
  });

  test("keeps a bounded number of pending states, and drops the oldest beyond it", async () => {
    const { store, batches } = setUp();
    for (let person = 0; person < 5000; person++) store.keep(state(`person ${person}`));
    await store.close();
    const stored = batches.flat();
    assert.equal(stored.length, 4096);
    assert.equal(stored.at(-1), "person 4999 1");
  });

  test("drops the pending states when the database refuses them, without failing an answer", async () => {
    const { store, batches, troubles } = setUp(async () => {
      throw new Error("no room");
    });
    for (let person = 0; person < 200; person++) store.keep(state(`person ${person}`));
    await store.close();
    assert.equal(batches.length, 1);
    assert.equal(troubles.length, 1);
  });

  test("forgets offered, pending and stored states, also while they are being stored", async () => {
    const { store, batches, deleted } = setUp();
    store.offer("ann", state("ann"));
    store.keep(state("ann"));
    await store.forget("ann");
    assert.equal(store.take("ann"), undefined);
    await store.close();
    assert.deepEqual([batches, deleted], [[], ["ann"]]);
  });

  test("returns an offered state once", () => {
    const { store } = setUp();
    store.offer("ann", state("ann", 7));
    assert.equal(store.take("ann")?.version, 7);
    assert.equal(store.take("ann"), undefined);
  });
});
