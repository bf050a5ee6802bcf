import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import {
  measureAnomalies,
  REDUCED,
} from "../../../benchmarks/quality/anomaly-detector/anomalies.ts";
import { ANOMALY_TABLES } from "../../../benchmarks/quality/anomaly-detector/anomaly-tables.ts";
import { driftOf, readResults } from "../../../benchmarks/quality/support/results-file.ts";
import { pageOf, writeTables } from "../../../benchmarks/quality/support/results-page.ts";

const results = readResults("anomalies");

describe("measured quality of the anomaly detector", () => {
  test("a part of the committed figures is measured again and has not moved", () => {
    // When this fails after a wanted change: raise the model's version and run node benchmarks/quality/anomaly-detector/anomalies.ts.
    const measured = measureAnomalies(REDUCED.stationary, REDUCED.others);
    assert.deepEqual(driftOf(results.reduced, measured), []);
  });

  test("at most one alarm per type and quarter on a thousand stationary years", () => {
    const { personYears, ...rates } = results.full["alarms-per-quarter/stationary"] ?? {};
    assert.ok((personYears ?? 0) >= 1000);
    assert.equal(Object.keys(rates).length, 7);
    for (const [type, rate] of Object.entries(rates)) assert.ok(rate <= 1, `${type}: ${rate}`);
  });

  test("the page shows the committed figures", () => {
    const page = readFileSync(pageOf("anomaly-detector"), "utf8");
    assert.equal(writeTables(page, ANOMALY_TABLES, results.full), page);
  });
});
