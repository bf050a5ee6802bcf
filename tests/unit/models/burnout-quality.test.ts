import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import {
  measureLoadSignal,
  REDUCED_PEOPLE,
} from "../../../benchmarks/quality/burnout-predictor/load-signal.ts";
import { LOAD_SIGNAL_TABLES } from "../../../benchmarks/quality/burnout-predictor/load-signal-tables.ts";
import { driftOf, readResults } from "../../../benchmarks/quality/support/results-file.ts";
import { pageOf, writeTables } from "../../../benchmarks/quality/support/results-page.ts";

const results = readResults("load-signal");

describe("measured quality of the load signal", () => {
  test("a part of the committed figures is measured again and has not moved", () => {
    // When this fails after a wanted change: raise the model's version and run node benchmarks/quality/burnout-predictor/load-signal.ts.
    assert.deepEqual(driftOf(results.reduced, measureLoadSignal(REDUCED_PEOPLE)), []);
  });

  test("at most one false high or critical a month, whoever it is", () => {
    for (const [id, figures] of Object.entries(results.full)) {
      if (!id.startsWith("burden/") || id.endsWith("/old-rules")) continue;
      assert.ok((figures.highAlarmsPerMonth ?? 9) <= 1, id);
      assert.ok((figures.personYears ?? 0) >= 200, id);
    }
  });

  test("the page shows the committed figures", () => {
    const page = readFileSync(pageOf("burnout-predictor"), "utf8");
    assert.equal(writeTables(page, LOAD_SIGNAL_TABLES, results.full), page);
  });
});
