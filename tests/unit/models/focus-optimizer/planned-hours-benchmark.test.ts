import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  measurePlannedHours,
  REDUCED_PEOPLE,
} from "../../../../benchmarks/quality/focus-optimizer/planned-hours.ts";
import { driftOf, readResults } from "../../../../benchmarks/quality/support/results-file.ts";

const committed = readResults("planned-hours");

describe("focus optimizer: measured quality", () => {
  test("a short run gives the committed figures", () => {
    assert.deepEqual(
      driftOf(committed.reduced, measurePlannedHours(REDUCED_PEOPLE)),
      [],
      "run `node benchmarks/quality/focus-optimizer/planned-hours.ts --write`, and say in the changelog what moved",
    );
  });

  test("loses less than the former service's rule in every scenario with a rhythm", () => {
    for (const [id, { lost = 1, lostByOldRule = 0, lostByUsual = 0 }] of Object.entries(
      committed.full,
    )) {
      if (id.startsWith("no-rhythm")) continue;
      assert.ok(lost < lostByOldRule && lost < lostByUsual, id);
    }
  });
});
