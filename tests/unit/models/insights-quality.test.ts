import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { INSIGHT_TABLES } from "../../../benchmarks/quality/insight-tables.ts";
import { measureInsights, REDUCED_PEOPLE } from "../../../benchmarks/quality/insights.ts";
import { driftOf, readResults } from "../../../benchmarks/quality/support/results-file.ts";
import { pageOf, writeTables } from "../../../benchmarks/quality/support/results-page.ts";

const results = readResults("insights");

function figure(id: string, name: string): number {
  const value = results.full[id]?.[name];
  assert.ok(value !== undefined, `${id} has no ${name}`);
  return value;
}

describe("measured quality of diversity, themes, weeks and trends", () => {
  test("a part of the committed figures is measured again and has not moved", () => {
    // When this fails after a wanted change: raise the model's version and run node benchmarks/quality/insights.ts.
    assert.deepEqual(driftOf(results.reduced, measureInsights(REDUCED_PEOPLE)), []);
  });

  test("an overload is rare where nothing crowds out, and usual where one category does", () => {
    assert.ok(figure("diversity/stationary", "overloadShare") < 0.1);
    assert.ok(figure("diversity/nearly-all-in-one", "overloadShare") > 0.6);
  });

  test("the best theme is found more often than by guessing, and at least as often as stated", () => {
    for (const days of [14, 60, 180]) {
      const id = `themes/differ/${days}`;
      assert.ok(figure(id, "bestPointsLost") < 0.4 * figure(id, "guessPointsLost"));
      assert.ok(figure(id, "bestStated") <= figure(id, "bestRight") + 0.03, id);
      assert.ok(figure(id, "weekdayPointsLost") < 0.5 * figure(id, "guessPointsLost"), id);
      assert.ok(figure(id, "weekdayStated") <= figure(id, "weekdayRight") + 0.03, id);
    }
  });

  test("a week without a change is rarely called certain, and a stated direction is as right as it says", () => {
    for (const id of ["nothing-changes", "moody-days", "moody-days-wednesday"]) {
      assert.ok(figure(`weeks/${id}`, "sureShare") <= 0.1, id);
    }
    for (const id of ["weeks-differ", "weeks-differ-wednesday", "weeks-differ-much"]) {
      const gap = figure(`weeks/${id}`, "right") - figure(`weeks/${id}`, "stated");
      assert.ok(Math.abs(gap) < 0.06, `${id}: ${gap}`);
    }
  });

  test("a trend is named where there is one, in its direction, and seldom where there is none", () => {
    for (const days of [60, 180]) {
      assert.ok(figure(`trends/independent-days/${days}`, "named") < 0.07);
      assert.ok(figure(`trends/moods-last/${days}`, "named") < 0.08);
      assert.ok(figure(`trends/twenty-points-over-the-window/${days}`, "named") > 0.8);
      assert.ok(figure(`trends/twenty-points-over-the-window/${days}`, "rightOfNamed") > 0.99);
      assert.ok(figure(`trends/sessions/${days}`, "named") < 0.09);
    }
  });

  test("the pages show the committed figures", () => {
    for (const [model, tables] of Object.entries(INSIGHT_TABLES)) {
      const page = readFileSync(pageOf(model), "utf8");
      assert.equal(writeTables(page, tables, results.full), page, model);
    }
  });
});
