import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { COUNT_TABLES } from "../../../../benchmarks/quality/session-predictor/session-count-tables.ts";
import {
  measureCounts,
  REDUCED,
} from "../../../../benchmarks/quality/session-predictor/session-counts.ts";
import { driftOf, readResults } from "../../../../benchmarks/quality/support/results-file.ts";
import { pageOf, writeTables } from "../../../../benchmarks/quality/support/results-page.ts";

const results = readResults("session-counts");

/** Figures of all kinds on one task. */
function kindsOf(task: string) {
  const kinds = Object.entries(results.full).filter(([id]) => id.startsWith(`${task}/`));
  assert.equal(kinds.length, 9);
  return kinds;
}

describe("measured quality of the session predictor", () => {
  test("a part of the committed figures is measured again and has not moved", () => {
    // When this fails after a wanted change: raise the model's version and run node benchmarks/quality/session-predictor/session-counts.ts.
    assert.deepEqual(driftOf(results.reduced, measureCounts(REDUCED)), []);
  });

  for (const [task, tolerance] of [
    ["week-ahead", 0.03],
    ["noon", 0.05],
  ] as const) {
    test(`intervals hold what they state, ${task}, for every kind of person`, () => {
      for (const [id, { coverage80 = 0, stated80 = 0 }] of kindsOf(task)) {
        assert.ok(
          Math.abs(coverage80 - stated80) <= tolerance,
          `${id}: ${coverage80}, ${stated80}`,
        );
      }
    });
  }

  test("the page shows the committed figures", () => {
    const page = readFileSync(pageOf("session-predictor"), "utf8");
    assert.equal(writeTables(page, COUNT_TABLES, results.full), page);
  });
});
