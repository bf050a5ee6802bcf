import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { onStage, removeEverywhere, type StoreUnderTest } from "../../support/answer-stage.ts";
import { openReplica } from "../../support/answer-world.ts";
import { eventually } from "../../support/eventually.ts";

/** What replicas promise one another when what one of them stores reaches the others. */
export function answersOfReplicas(under: StoreUnderTest): void {
  describe("replicas that share a store", () => {
    test("make an answer once, and none of them another user's", () =>
      onStage(under, {}, async (stage) => {
        const { one, other } = stage;
        assert.equal(await one.ask("žluťoučký 🍅"), "made žluťoučký 🍅");
        await stored(stage);
        assert.equal(await other.ask("b"), "shared žluťoučký 🍅");
        assert.equal(await other.ask("b"), "local žluťoučký 🍅");
        assert.equal(await other.ask("bob's", { userId: "bob" }), "made bob's");
        assert.equal(await other.ask("czech", { locale: "cs" }), "made czech");
      }));

    test("find nothing of older data or of another time", () =>
      onStage(under, { policy: { bucket: "minute" } }, async (stage) => {
        const { world, one, other } = stage;
        await one.ask("a");
        await stored(stage);
        world.versions.set("alice", 2);
        assert.equal(await other.ask("b"), "made b");
        world.clock.advance(60_000);
        assert.equal(await one.ask("c"), "made c");
      }));

    test("serve an old answer once while one of them makes the new one", () =>
      onStage(under, {}, async (stage) => {
        const { world, one, other } = stage;
        await one.ask("old");
        await stored(stage);
        world.clock.advance(120_000);
        assert.equal(await other.ask("new"), "stale-while-revalidate old");
        await eventually("refreshed", async () => (await other.ask("new")) === "local new", 2000);
      }));

    test("have nothing left anywhere after a deletion, on whichever replica it was asked for", () =>
      onStage(under, {}, async (stage) => {
        const { one, other } = stage;
        for (const selection of [
          { userId: "alice" },
          { route: "/api/x" },
          { pattern: "/api/*" },
          {},
        ]) {
          await one.ask("old");
          await stored(stage);
          assert.equal(await other.ask("old"), "shared old");
          const removed = await removeEverywhere(stage, selection);
          assert.deepEqual(removed, { local: 1, shared: 1 }, JSON.stringify(selection));
          assert.equal(await other.ask("new"), "made new", JSON.stringify(selection));
          await stored(stage);
          await removeEverywhere(stage, {});
        }
      }));

    test("do not find what was on its way to the store when it was deleted", () =>
      onStage(under, {}, async (stage) => {
        const { one, other } = stage;
        for (let round = 0; round < 20; round += 1) {
          await one.ask("old");
          // Not waited for: the answer is still being stored.
          await removeEverywhere(stage, { userId: "alice" });
          await eventually("gone", async () => (await keysOf(stage)).length === 0, 2000);
          assert.equal(await other.ask("new"), "made new");
          await stored(stage);
          await removeEverywhere(stage, {});
        }
      }));

    test("make what was asked for there, or take it from one another, after a write that any of them took", () =>
      onStage(under, {}, async (stage) => {
        const { world, one, other } = stage;
        const calls: string[] = [];
        const asked = (parameters: string) => ({
          parameters,
          loaderFor: () => () => {
            calls.push(parameters);
            return Buffer.from(`${parameters} anew`);
          },
        });
        const [both, there] = [asked('["both"]'), asked('["there"]')];
        for (const replica of [one, other]) await replica.ask("old", both);
        await other.ask("old", there);
        await stored(stage);
        world.versions.set("alice", 2);
        one.service.noteWrite("alice");
        await eventually(
          "each has what was asked for at it",
          () =>
            one.findFresh(both) === '["both"] anew' &&
            other.findFresh(both) === '["both"] anew' &&
            other.findFresh(there) === '["there"] anew',
          2000,
        );
        assert.equal(one.findFresh(there), undefined, "nobody has asked for it here");
        assert.equal(calls.filter((made) => made === there.parameters).length, 1);
      }));

    test("do not meet when their data or their code differ", () =>
      onStage(under, {}, async (stage) => {
        const { world, one, store, prefix } = stage;
        await one.ask("blue");
        await stored(stage);
        const green = openReplica(world, { store, prefix: `${prefix}green:` });
        assert.equal(await green.ask("green"), "made green");
      }));

    test("keep what was made from newer data, whichever comes late", () =>
      onStage(under, {}, async (stage) => {
        const { world, one, other, third } = stage;
        const { promise, resolve } = Promise.withResolvers<string>();
        const begun = Promise.withResolvers<void>();
        const late = one.ask(() => {
          begun.resolve();
          return promise;
        });
        await begun.promise;
        world.versions.set("alice", 2);
        assert.equal(await other.ask("new"), "made new");
        await stored(stage);
        resolve("old");
        assert.equal(await late, "made old");
        // The late write has ended when one that was sent after it has.
        await one.ask("x", { parameters: "after" });
        await eventually("both stored", async () => (await keysOf(stage)).length === 2, 2000);
        assert.equal(await third().ask("z"), "shared new");
      }));
  });

  /** Until the store has the one answer that was made. */
  async function stored(stage: Parameters<typeof keysOf>[0]): Promise<void> {
    await eventually("stored", async () => (await keysOf(stage)).length > 0, 2000);
  }

  async function keysOf({
    store,
    prefix,
  }: Pick<Parameters<Parameters<typeof onStage>[2]>[0], "store" | "prefix">): Promise<string[]> {
    const keys: string[] = [];
    for await (const batch of store?.scan(prefix) ?? []) keys.push(...batch);
    return keys.filter((key) => key.includes("/api/x "));
  }
}
