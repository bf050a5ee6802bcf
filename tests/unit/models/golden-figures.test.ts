import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { diversityDetector } from "../../../src/models/diversity-detector/diversity-detector.ts";
import { fold } from "../../../src/models/learn.ts";
import type { LearnedSession } from "../../../src/models/model.ts";
import { emptyRow, WIDTH } from "../../../src/models/quality-predictor/features.ts";
import { addObservation, solveEffects } from "../../../src/models/quality-predictor/regression.ts";
import { emptyQualityState } from "../../../src/models/quality-predictor/state.ts";
import { themeProductivity } from "../../../src/models/theme-productivity/theme-productivity.ts";
import { recommendTheme } from "../../../src/models/theme-productivity/theme-recommendation.ts";
import { weeklyInsights } from "../../../src/models/weekly-insights/weekly-insights.ts";
import { solveLowerInPlace } from "../../../src/stats/packed-cholesky.ts";
import { assertClose } from "../../support/assert-close.ts";
import { learnedSession } from "../../support/learned-session.ts";

/** A Monday. */
const TODAY = 20_003;

/** Sessions an hour apart, one per letter. */
function onDay(day: number, categories: string): LearnedSession[] {
  return [...categories].map((category, index) =>
    learnedSession({ day, startMinute: 300 + 60 * index, category }),
  );
}

// All figures: python3 tests/golden/model-figures.py
describe("numerical cores agree with NumPy and SciPy", () => {
  test("quality predictor: effects and their variance, as NumPy's dense solution has them", () => {
    const state = emptyQualityState();
    const observations: [Record<number, number>, number][] = [
      [{ 0: 1, 1: -6, 2: 5, 5: 1, 12: 1, 17: 1, 26: 1, 30: 2 }, 12.5],
      [{ 0: 1, 1: -8, 2: -2, 5: 1, 13: 1, 18: 1, 25: 1, 27: 1, 31: 4 }, -3.25],
      [{ 0: 1, 1: 2, 2: -8, 6: 1, 12: 1, 17: 1, 25: 3, 28: 1, 32: -2 }, 6],
      [{ 0: 1, 1: -6, 2: 5, 7: 1, 14: 1, 17: 1, 26: 1, 33: 1 }, -20],
      [{ 0: 1, 1: -8, 2: -2, 7: 1, 13: 1, 19: 1, 25: 2, 29: 1, 30: -3, 31: -6 }, 0],
    ];
    for (const [entries, rating] of observations) {
      const row = emptyRow();
      for (const [column, value] of Object.entries(entries)) {
        row.columns[row.length] = Number(column);
        row.values[row.length] = value;
        row.length += 1;
      }
      addObservation(state, row, Math.round(rating * 100));
    }
    const { coefficients, factor } = solveEffects(state, 144);
    const expected: [number, number][] = [
      [0, 1.6361743353265301],
      [1, 0.0807160410916907],
      [2, -0.07950499210989333],
      [5, 0.20803916491973434],
      [12, 1.147481496945279],
      [17, 0.18729320110907408],
      [25, 0.039256823945254114],
      [30, 1.0581024269307464],
      [31, 0.27507622020093325],
      [33, -11.001176848976291],
    ];
    for (const [column, effect] of expected) {
      assertClose(coefficients[column] ?? Number.NaN, effect, 1e-9, `effect ${column}`);
    }
    const asked = new Float64Array(WIDTH);
    for (const [column, value] of [
      [0, 1],
      [1, -8],
      [2, -2],
      [5, 1],
      [12, 1],
      [17, 1],
      [25, 1],
      [27, 1],
    ] as const) {
      asked[column] = value;
    }
    const mean = asked.reduce((sum, value, i) => sum + value * (coefficients[i] ?? 0), 0);
    assertClose(mean, 2.433213970624374, 1e-9, "expected");
    solveLowerInPlace(factor, WIDTH, asked);
    const variance = 144 * asked.reduce((sum, value) => sum + value * value, 0);
    assertClose(variance, 59.20761282709158, 1e-8, "variance");
  });

  test("diversity detector: the beta probabilities behind its confidence", () => {
    const ask = (before: string, now: string) => {
      const sessions = [...onDay(TODAY - 9, before), ...onDay(TODAY, now)];
      const state = fold(diversityDetector, diversityDetector.empty(), sessions);
      const asked = { day: TODAY, minute: 1439, wallHour: 23 };
      return diversityDetector.predict(state, { asked, categories: [] });
    };
    const crowded = ask("AAABAABAA", "AAABAABAA");
    assert.deepEqual(crowded.value.avoid, ["A"]);
    assertClose(crowded.confidence, 0.9611771182733412, 1e-9, "more than half");
    const varied = ask("ABACAB", "ABACAB");
    assert.deepEqual(varied.value.avoid, []);
    assertClose(varied.confidence, 0.8569474490458434, 1e-9, "nothing above 70 %");
  });

  test("weekly insights: the change and how certain its direction is", () => {
    const week = (monday: number, days: readonly (readonly number[])[]) =>
      days.flatMap((ratings, index) =>
        ratings.map((rating, place) =>
          learnedSession({ day: monday + index, startHour: 9 + place, rating }),
        ),
      );
    const sessions = [
      ...week(TODAY - 7, [
        [60, 64, 59],
        [70, 71],
      ]),
      ...week(TODAY, [
        [72, 80, 75],
        [66, 69],
      ]),
    ];
    const state = fold(weeklyInsights, weeklyInsights.empty(), sessions);
    const asked = { day: TODAY + 1, minute: 1439, wallHour: 23 };
    const { value } = weeklyInsights.predict(state, { asked, week: TODAY });
    assertClose(value.changePercent ?? Number.NaN, 11.72839506172841, 1e-9, "change");
    // The normal distribution is good to seven digits.
    assertClose(value.changeCertainty ?? Number.NaN, 0.6972273011063213, 1e-6, "certainty");
  });

  test("theme productivity: shrunken means, and the probability that a theme is best", () => {
    const ratings: Readonly<Record<string, readonly number[]>> = {
      First: [80, 100, 90, 90],
      Second: [50, 60, 55, 55, 40, 70],
      Third: [70, 72, 74],
    };
    const sessions = Object.entries(ratings).flatMap(([category, given], row) =>
      given.map((rating, place) =>
        learnedSession({ day: TODAY, startMinute: row * 300 + place * 30, category, rating }),
      ),
    );
    const state = fold(themeProductivity, themeProductivity.empty(), sessions);
    const asked = { day: TODAY, minute: 1439, wallHour: 23 };
    const { value, confidence } = themeProductivity.predict(state, { asked });
    assert.equal(value.bestTheme, "First");
    // Integrated on a grid there, adaptively by SciPy.
    assertClose(confidence, 0.9294799174703696, 2e-3, "best");
    const advice = recommendTheme(state, TODAY);
    assert.equal(advice.theme, "First");
    assertClose(advice.confidence, 0.9790781363551319, 2e-3, "best on the weekday");
  });
});
