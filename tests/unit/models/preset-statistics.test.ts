import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { fold } from "../../../src/models/learn.ts";
import type { LearnedSession } from "../../../src/models/model.ts";
import { explorePreset } from "../../../src/models/preset-recommender/exploration.ts";
import { presetRecommender } from "../../../src/models/preset-recommender/preset-recommender.ts";
import { presetStatistics } from "../../../src/models/preset-recommender/preset-statistics.ts";
import { assertClose } from "../../support/assert-close.ts";
import { DATA_SET_G_TODAY, dataSetG } from "../../support/data-set-g.ts";
import { figureOf } from "../../support/figure-of.ts";
import { FIRST_DAY, inOrder } from "../../support/learned-histories.ts";

function statisticsOf(sessions: readonly LearnedSession[], day: number) {
  return presetStatistics(fold(presetRecommender, presetRecommender.empty(), sessions), day);
}

describe("preset statistics", () => {
  test("the worked example: means, counts, best hours and categories", () => {
    const rows = statisticsOf(dataSetG(), DATA_SET_G_TODAY).map((row) => [
      row.preset,
      Math.round((row.mean ?? 0) * 100) / 100,
      row.ratings,
      row.bestHour,
      row.bestCategory,
    ]);
    assert.deepEqual(rows, [
      ["deep_work", 73.33, 18, 9, "Coding"],
      ["learning", 70.29, 17, 11, "Learning"],
      ["quick_tasks", 58.89, 9, 14, "Other"],
      ["flow_mode", 40, 3, 21, "Coding"],
    ]);
  });

  test("the plain mean forgets nothing, unrated sessions only count as sessions, 0 is a rating", () => {
    const sessions = inOrder([
      { day: FIRST_DAY, rating: 0 },
      { day: FIRST_DAY + 900, rating: 90.25 },
      { day: FIRST_DAY + 901, rating: null, completed: false },
    ]);
    const [row] = statisticsOf(sessions, FIRST_DAY + 901);
    assert.equal(row?.sessions, 3);
    assert.equal(row?.completed, 2);
    assert.equal(row?.ratings, 2);
    assertClose(row?.mean ?? 0, 45.125, 1e-9);
  });

  test("one lucky session names no best hour, and does not beat many good ones", () => {
    const lucky = inOrder([{ day: FIRST_DAY, startHour: 22, rating: 100 }]);
    assert.equal(statisticsOf(lucky, FIRST_DAY + 1)[0]?.bestHour, null);
    const steady = Array.from({ length: 20 }, (_, index) => ({
      day: FIRST_DAY + index,
      startHour: index % 2 === 0 ? 9 : 15,
      rating: index % 2 === 0 ? 82 : 60,
    }));
    const two = [0, 1].map((index) => ({ day: FIRST_DAY + index, startHour: 22, rating: 84 }));
    const [row] = statisticsOf(inOrder([...steady, ...two]), FIRST_DAY + 20);
    assert.equal(row?.bestHour, 9);
  });

  test("a preset of the user's own has statistics too, whatever its name", () => {
    const sessions = inOrder(
      Array.from({ length: 4 }, (_, index) => ({
        day: FIRST_DAY + index,
        startHour: 17,
        preset: "__proto__",
        rating: 50,
      })),
    );
    const rows = statisticsOf(sessions, FIRST_DAY + 4);
    assert.deepEqual(
      rows.map(({ preset, bestHour, bestCategory }) => [preset, bestHour, bestCategory]),
      [["__proto__", 17, null]],
    );
  });

  test("a preset that takes another's place starts with clean hours", () => {
    const names = ["a", "b", "c", "d", "e"];
    const sessions = inOrder(
      names.flatMap((preset, index) =>
        Array.from({ length: 3 }, (_, day) => ({
          day: FIRST_DAY + 10 * index + day,
          startHour: 8 + index,
          preset,
          rating: 60,
        })),
      ),
    );
    const rows = statisticsOf(sessions, FIRST_DAY + 50);
    assert.deepEqual(
      rows.map(({ preset, bestHour }) => [preset, bestHour]),
      [
        ["e", 12],
        ["b", 9],
        ["c", 10],
        ["d", 11],
      ],
    );
  });
});

describe("exploration", () => {
  const shares = { deep_work: 0.5, learning: 0, quick_tasks: 0.3, flow_mode: 0.2 };

  test("draws each preset as often as it is probably the best, and says with what chance", () => {
    const drawn: Record<string, number> = { deep_work: 0, quick_tasks: 0, flow_mode: 0 };
    for (let step = 0; step < 1000; step += 1) {
      const { preset, propensity } = explorePreset(shares, (step + 0.5) / 1000);
      assert.equal(propensity, figureOf(shares, preset));
      drawn[preset] = figureOf(drawn, preset) + 1;
    }
    assert.deepEqual(drawn, { deep_work: 500, quick_tasks: 300, flow_mode: 200 });
  });

  test("never draws what cannot be the best, at either end of the draw", () => {
    assert.equal(explorePreset(shares, 0).preset, "deep_work");
    assert.equal(explorePreset({ ...shares, flow_mode: 0 }, 1 - 2 ** -53).preset, "quick_tasks");
  });
});
