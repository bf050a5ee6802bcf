import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { readTogether } from "../../../src/repositories/read-together.ts";

function setUp() {
  const statements: string[][] = [];
  const read = readTogether(async (keys) => {
    statements.push([...keys]);
    if (keys.includes("fails")) throw new Error("no connection");
    return new Map(keys.filter((key) => key !== "nobody").map((key) => [key, `${key}'s row`]));
  });
  return { read, statements };
}

describe("reads by key", () => {
  test("share one statement per turn, read a repeated key once, and return each caller its own value", async () => {
    const { read, statements } = setUp();
    const found = await Promise.all(["ann", "bob", "ann", "nobody"].map(read));
    assert.deepEqual(found, ["ann's row", "bob's row", "ann's row", undefined]);
    assert.equal(await read("ann"), "ann's row", "what was read is not remembered");
    assert.deepEqual(statements, [["ann", "bob", "nobody"], ["ann"]]);
  });

  test("use several statements for many keys", async () => {
    const { read, statements } = setUp();
    await Promise.all(Array.from({ length: 100 }, (_, index) => read(`person ${index}`)));
    assert.deepEqual(
      statements.map(({ length }) => length),
      [64, 36],
    );
  });

  test("fail for the callers of the same turn only, not for later ones", async () => {
    const { read } = setUp();
    const settled = await Promise.allSettled([read("ann"), read("fails")]);
    assert.deepEqual(
      settled.map(({ status }) => status),
      ["rejected", "rejected"],
    );
    assert.equal(await read("ann"), "ann's row");
  });
});
