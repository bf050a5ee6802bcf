import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { onStage, type Stage, type StoreUnderTest } from "../../support/answer-stage.ts";
import { Outage } from "../../support/answer-world.ts";
import { eventually } from "../../support/eventually.ts";

const EXPENSIVE = { policy: { singleFlight: { leaseMs: 60_000, maxWaitMs: 10_000 } } };

/** A computation that the test ends. */
function slowly() {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const begun = Promise.withResolvers<void>();
  return {
    begun: begun.promise,
    finish: resolve,
    fail: reject,
    make: () => {
      begun.resolve();
      return promise;
    },
  };
}

/** What an expensive answer costs: one computation among replicas when they can talk, never more than one each. */
export function expensiveAnswers(under: StoreUnderTest): void {
  describe("an expensive answer", () => {
    if (under.shares) whenReplicasCanTalk(under);
    else whenTheyCannot(under);

    test("is made in each process once, whatever the others do", () =>
      onStage(under, EXPENSIVE, async ({ one }) => {
        let calls = 0;
        const asked = Array.from({ length: 10 }, () =>
          one.ask(() => {
            calls += 1;
            return "a";
          }),
        );
        await Promise.all(asked);
        assert.equal(calls, 1);
      }));

    test("whose computation fails is tried again by the next who asks, without a wait", () =>
      onStage(under, EXPENSIVE, async (stage) => {
        const { world, one, other } = stage;
        for (const [userId, failure] of [
          ["alice", new Error("mine")],
          ["bob", new Outage()],
        ] as const) {
          await assert.rejects(
            one.ask(() => Promise.reject(failure), { userId }),
            failure,
          );
          await leaseIsFree(stage);
          world.onPause = () => assert.fail("the lease was given back");
          assert.equal(await other.ask("a", { userId }), "made a");
        }
      }));
  });
}

function whenReplicasCanTalk(under: StoreUnderTest): void {
  test("is made by one replica; the others wait and take it", () =>
    onStage(under, EXPENSIVE, async (stage) => {
      const { world, one, other, third } = stage;
      const holder = slowly();
      const made = one.ask(holder.make);
      await holder.begun;
      let pauses = 0;
      world.onPause = async () => {
        pauses += 1;
        if (pauses < 4) return;
        holder.finish("a");
        await made;
      };
      const never = () => assert.fail("made twice");
      const told = await Promise.all([other.ask(never), other.ask(never), third().ask(never)]);
      assert.equal(await made, "made a");
      assert.deepEqual(told, ["collapsed a", "collapsed a", "collapsed a"]);
      assert.ok(pauses >= 4);
      assert.equal(await other.ask(never), "local a");
    }));

  test("of other data, another person or another time waits for nobody", () =>
    onStage(under, EXPENSIVE, async ({ world, one, other }) => {
      const holder = slowly();
      const made = one.ask(holder.make);
      await holder.begun;
      world.onPause = () => assert.fail("waits");
      assert.equal(await other.ask("bob's", { userId: "bob" }), "made bob's");
      world.versions.set("alice", 2);
      assert.equal(await other.ask("newer"), "made newer");
      holder.finish("older");
      await made;
    }));

  test("is made by another replica when its maker dies, and the dead one's late answer is refused", () =>
    onStage(under, EXPENSIVE, async (stage) => {
      const { world, one, other, third, store, prefix } = stage;
      const dead = slowly();
      const late = one.ask(dead.make);
      await dead.begun;
      world.onPause = async () => {
        // As when its time is over: which is the store's own time, and passes as it likes.
        for await (const keys of store?.scan(prefix) ?? []) {
          await store?.delete(keys.filter((key) => key.includes(" lease ")));
        }
        world.clock.advance(60_000);
      };
      assert.equal(await other.ask("b"), "made b");
      world.onPause = () => {};
      await eventually("stored", () => isFound(stage), 2000);
      dead.finish("a");
      assert.equal(await late, "made a", "who asked the dead one is answered all the same");
      await one.ask("x", { userId: "alice", parameters: "after" });
      await eventually("both stored", async () => (await answersIn(stage)) === 2, 2000);
      assert.match(await third().ask("c"), /^shared b$/);
    }));

  test("is waited for no longer than maxWaitMs", () =>
    onStage(under, EXPENSIVE, async ({ world, one, other }) => {
      const holder = slowly();
      const made = one.ask(holder.make);
      await holder.begun;
      const startedMs = world.clock.now();
      assert.equal(await other.ask("b"), "made b");
      assert.equal(world.clock.now() - startedMs, 10_000);
      holder.finish("a");
      await made;
    }));

  test("is refreshed by one replica, and the others find the new one", () =>
    onStage(under, EXPENSIVE, async (stage) => {
      const { world, one, other } = stage;
      await one.ask("old");
      await eventually("stored", () => isFound(stage), 2000);
      await other.ask("old");
      await leaseIsFree(stage);
      world.clock.advance(80_000);
      const holder = slowly();
      assert.equal(await one.ask(holder.make), "local old");
      await holder.begun;
      let pauses = 0;
      world.onPause = async () => {
        pauses += 1;
        if (pauses === 2) holder.finish("new");
        await eventually("the new one", () => pauses < 2 || one.findFresh() === "new", 2000);
      };
      const never = () => assert.fail("made twice");
      assert.equal(await other.ask(never), "local old");
      await eventually("taken over", () => other.findFresh() === "new", 2000);
    }));

  test("of which a part was deleted meanwhile is made anew by those who waited", () =>
    onStage(under, EXPENSIVE, async (stage) => {
      const { world, one, other } = stage;
      const holder = slowly();
      const made = one.ask(holder.make);
      await holder.begun;
      world.onPause = async () => {
        world.onPause = () => {};
        const before = other.invalidations;
        await one.service.remove({ userId: "alice" });
        await eventually("invalidated", () => other.invalidations > before, 2000);
        holder.finish("before");
        await made;
        await leaseIsFree(stage);
      };
      assert.equal(await other.ask("after"), "made after");
    }));
}

function whenTheyCannot(under: StoreUnderTest): void {
  test("is made by each replica, at once or after maxWaitMs", () =>
    onStage(under, EXPENSIVE, async ({ world, one, other }) => {
      const startedMs = world.clock.now();
      assert.equal(await one.ask("a"), "made a");
      assert.equal(await other.ask("b"), "made b");
      assert.ok(world.clock.now() - startedMs <= 10_000);
    }));
}

/** Giving it back is nothing that anybody waits for; a store in trouble may not tell. */
async function leaseIsFree({ store, prefix }: Stage): Promise<void> {
  if (store === undefined) return;
  await eventually(
    "given back",
    async () => {
      for await (const keys of store.scan(prefix)) {
        if (keys.some((key) => key.includes(" lease "))) return false;
      }
      return true;
    },
    2000,
  ).catch(() => {});
}

async function answersIn({ store, prefix }: Stage): Promise<number> {
  let count = 0;
  for await (const keys of store?.scan(prefix) ?? []) {
    count += keys.filter((key) => key.includes("/api/x ")).length;
  }
  return count;
}

async function isFound(stage: Stage): Promise<boolean> {
  return (await answersIn(stage)) > 0;
}
