import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import {
  addToRow,
  emptyTally,
  type GroupTally,
  halveTally,
  rowFor,
} from "../../../src/stats/group-tally.ts";

function learn(
  tally: GroupTally,
  name: string,
  rating: number | null,
  limit = 4,
  pinned = 0,
): void {
  addToRow(tally, rowFor(tally, name, limit, pinned), 64, true, rating);
}

const NAMES = ["a", "b", "__proto__", "constructor"];

describe("group-tally", () => {
  test("counts and sums agree with a plain list while all names fit", () => {
    const entry = fc.tuple(
      fc.constantFrom(...NAMES),
      fc.option(fc.integer({ min: 0, max: 100 }), { nil: null }),
    );
    fc.assert(
      fc.property(fc.array(entry), (entries) => {
        const tally = emptyTally();
        for (const [name, rating] of entries) learn(tally, name, rating);
        for (const [row, name] of tally.names.entries()) {
          const own = entries.filter(([other]) => other === name);
          const rated = own.flatMap(([, rating]) => (rating === null ? [] : [rating]));
          const sum = rated.reduce((total, rating) => total + rating, 0);
          assert.equal(tally.sessions[row], own.length);
          assert.equal(tally.completed[row], own.length);
          assert.equal(tally.ratings[row], rated.length);
          assert.equal(tally.ratingHundredths[row], 100 * sum);
          assert.equal(tally.ratedTenths[row], 640 * sum);
        }
        assert.equal(tally.rest.names, 0);
      }),
    );
  });

  test("the lightest name gives way, and what it held is kept in the rest", () => {
    const tally = emptyTally();
    for (const name of ["a", "a", "b", "c", "c", "d", "d"]) learn(tally, name, 50);
    learn(tally, "e", 80);
    assert.deepEqual(tally.names, ["a", "e", "c", "d"]);
    const lumped = { names: 1, sessions: 1, completed: 1, ratings: 1, ratingHundredths: 5000 };
    assert.deepEqual(tally.rest, lumped);
    assert.equal(tally.ratings[1], 1);
  });

  test("a name that is used all along stays while hundreds of others pass", () => {
    const tally = emptyTally();
    for (let number = 0; number < 500; number += 1) {
      if (number % 5 === 0) learn(tally, "steady", 60);
      learn(tally, `passing ${number}`, null);
    }
    const row = tally.names.indexOf("steady");
    assert.equal(tally.sessions[row], 100);
    assert.equal(tally.names.length, 4);
    assert.equal(tally.rest.names, 497);
  });

  test("pinned names never give way, even unused", () => {
    const tally = emptyTally(["deep_work", "learning"]);
    for (const name of ["x", "y", "z", "y", "z"]) learn(tally, name, null, 3, 2);
    assert.deepEqual(tally.names.slice(0, 2), ["deep_work", "learning"]);
    assert.equal(tally.names.length, 3);
  });

  test("ageing halves the weights and leaves plain counts alone", () => {
    const tally = emptyTally();
    learn(tally, "a", 90);
    halveTally(tally);
    assert.equal(tally.weight[0], 32);
    assert.equal((tally.ratedTenths[0] ?? 0) / (tally.ratedWeight[0] ?? 1), 900);
    assert.equal(tally.ratingHundredths[0], 9000);
  });
});
