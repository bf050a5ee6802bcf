import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  measureQuality,
  REDUCED_PEOPLE,
} from "../../../../benchmarks/quality/quality-predictor/quality-predictor.ts";
import { driftOf, readResults } from "../../../../benchmarks/quality/support/results-file.ts";

const committed = readResults("quality-predictor");

function figure(id: string, name: string): number {
  return committed.full[id]?.[name] ?? Number.NaN;
}

describe("quality predictor: measured quality", () => {
  test("a short run gives the committed figures", () => {
    assert.deepEqual(
      driftOf(committed.reduced, measureQuality(REDUCED_PEOPLE)),
      [],
      "run `node benchmarks/quality/quality-predictor/quality-predictor.ts --write`, and say in the changelog what moved",
    );
  });

  test("with a rhythm to find, at least nine tenths of the oracle's skill in the second half", () => {
    for (const id of ["rated-rhythm", "rated-rhythm-long", "rated-rhythm-wellness"]) {
      assert.ok(figure(id, "lateSkill") > 0.9 * figure(id, "lateOracleSkill"), id);
    }
  });

  test("with nothing to find, the mean's error is exceeded by less than 2 %", () => {
    for (const id of ["rated-no-signal", "rated-no-signal-noisy", "rated-no-signal-sparse"]) {
      assert.ok(figure(id, "skill") > -0.02, id);
    }
  });

  test("intervals cover 80 %, and confidence is what comes true", () => {
    for (const [id, figures] of Object.entries(committed.full)) {
      assert.ok(Math.abs((figures.coverage80 ?? 0) - 0.8) < 0.04, id);
      assert.ok(Math.abs((figures.confidence ?? 0) - (figures.within10 ?? 1)) < 0.03, id);
    }
  });
});
