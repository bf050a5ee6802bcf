import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { TASTE_SCENARIOS } from "../../../benchmarks/quality/preset-recommender/preset-tastes.ts";
import { measureRatingModels, RESULTS_FILE } from "../../../benchmarks/quality/rating-models.ts";
import { assertClose } from "../../support/assert-close.ts";

describe("quality of the rating models on simulated people", () => {
  const figures = measureRatingModels();

  function figure(key: string): number {
    const value = figures.get(key);
    assert.ok(value !== undefined, `${key} was not measured`);
    return value;
  }

  test("has not drifted from the committed figures", () => {
    const committed: Record<string, number> = JSON.parse(readFileSync(RESULTS_FILE, "utf8"));
    assert.deepEqual([...figures.keys()].sort(), Object.keys(committed).sort());
    for (const [key, value] of Object.entries(committed)) {
      assertClose(figure(key), value, 0.001, `${key} (see benchmarks/quality/rating-models.ts)`);
    }
  });

  test("from 20 ratings on, recommendations lose less than the former rule's in every population", () => {
    for (const { id } of TASTE_SCENARIOS) {
      let lost = 0;
      let former = 0;
      for (const ratings of [20, 60, 200, 600]) {
        lost += figure(`preset-recommender/${id}/${ratings}/regret`);
        former += figure(`preset-recommender/${id}/${ratings}/regretOfWeightedMeans`);
      }
      assert.ok(lost < former, `${id}: ${lost} against ${former}`);
    }
  });

  test("stated confidence comes true within eight points where people are as assumed", () => {
    for (const ratings of [20, 60, 200, 600]) {
      const place = `preset-recommender/as-assumed/${ratings}`;
      const gap = Math.abs(figure(`${place}/confidence`) - figure(`${place}/hits`));
      assert.ok(gap < 0.08, `${place}: off by ${gap}`);
    }
  });

  test("the heat map's cells err less than raw means, and less than the overall mean where there is a rhythm", () => {
    for (const weeks of [6, 16, 40]) {
      for (const scenario of ["rhythm", "strong-rhythm", "moody-days", "changing-rhythm"]) {
        const place = `productivity-analyzer/${scenario}/${weeks}`;
        const error = figure(`${place}/cellError`);
        assert.ok(error < figure(`${place}/rawCellError`), place);
        assert.ok(error < figure(`${place}/levelCellError`), place);
      }
    }
  });

  test("a trend is rarely named without a change, and usually after a large one", () => {
    for (const scenario of ["even-days", "moody-days"]) {
      const place = `productivity-analyzer/${scenario}`;
      assert.ok(figure(`${place}/0/trendNamed`) < 0.08);
      assert.ok(figure(`${place}/-12/trendNamed`) > 0.6);
    }
  });
});
