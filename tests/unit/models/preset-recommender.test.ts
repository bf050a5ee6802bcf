import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { PRESETS } from "../../../src/domain/session.ts";
import { fold } from "../../../src/models/learn.ts";
import type { LearnedSession } from "../../../src/models/model.ts";
import {
  type PresetQuery,
  presetOfEachHour,
  presetRecommender,
} from "../../../src/models/preset-recommender/preset-recommender.ts";
import type { PresetRecommenderState } from "../../../src/models/preset-recommender/state.ts";
import { type EpochDay, isoWeekday } from "../../../src/time/calendar.ts";
import { DATA_SET_G_TODAY, dataSetG } from "../../support/data-set-g.ts";
import { figureOf } from "../../support/figure-of.ts";
import { FIRST_DAY, inOrder, momentOn } from "../../support/learned-histories.ts";

function stateOf(sessions: readonly LearnedSession[]): PresetRecommenderState {
  return fold(presetRecommender, presetRecommender.empty(), sessions);
}

function ask(
  state: PresetRecommenderState,
  day: EpochDay,
  hour = 10,
  more: Partial<PresetQuery> = {},
) {
  return presetRecommender.predict(state, {
    asked: momentOn(day, hour * 60),
    isoWeekday: isoWeekday(day),
    category: null,
    ...more,
  });
}

/** `count` sessions of one preset on consecutive days, all rated alike. */
function rated(
  preset: string,
  rating: number | null,
  count: number,
  more: Partial<LearnedSession> = {},
): Partial<LearnedSession>[] {
  return Array.from({ length: count }, (_, index) => ({
    day: FIRST_DAY + index,
    preset,
    rating,
    startHour: 10,
    ...more,
  }));
}

const AFTER = FIRST_DAY + 40;

describe("preset-recommender: without knowledge", () => {
  test("recommends the usual preset of the hour, doubts it, and has no alternative", () => {
    const usual = {
      8: "deep_work",
      12: "quick_tasks",
      15: "learning",
      18: "quick_tasks",
      23: "learning",
    };
    for (const [hour, preset] of Object.entries(usual)) {
      const answer = ask(presetRecommender.empty(), FIRST_DAY, Number(hour));
      assert.equal(answer.status, "insufficient_data");
      assert.equal(answer.value.preset, preset);
      assert.equal(answer.value.alternative, null);
      assert.equal(answer.value.clearWinner, false);
      assert.ok(answer.confidence <= 0.5 && answer.confidence > 0.25);
      assert.equal(answer.value.reason.code, "recommendation.reason.usual_for_time");
    }
  });

  test("history without ratings says nothing about presets but offers an alternative", () => {
    const state = stateOf(
      inOrder([...rated("flow_mode", null, 30), ...rated("learning", null, 1, { startHour: 8 })]),
    );
    const { status, value } = ask(state, AFTER, 15);
    assert.equal(status, "insufficient_data");
    assert.equal(value.preset, "learning");
    assert.notEqual(value.alternative, null);
  });

  test("custom proposes no preset that was never used to a person who uses others", () => {
    for (const rating of [null, 70, 85]) {
      const state = stateOf(inOrder(rated("flow_mode", rating, 30)));
      for (let hour = 0; hour < 24; hour += 1) {
        assert.equal(ask(state, AFTER, hour).value.preset, "flow_mode", `${rating} at ${hour}`);
      }
    }
  });
});

describe("preset-recommender: with ratings", () => {
  test("confidence is a probability that grows with evidence, far from 1 after one rating", () => {
    const confidences = [1, 5, 20, 40].map((count) => {
      const good = rated("learning", 85, count);
      const fair = rated("deep_work", 65, count, { startHour: 11 });
      return ask(stateOf(inOrder([...good, ...fair])), AFTER).confidence;
    });
    assert.ok((confidences[0] ?? 1) < 0.5);
    assert.deepEqual(
      confidences,
      confidences.toSorted((a, b) => a - b),
    );
    assert.ok((confidences[3] ?? 0) > 0.9);
  });

  test("the reason names means in whole points of 100", () => {
    const sessions = inOrder([
      ...rated("learning", 88.6, 30, { category: "Reading" }),
      ...rated("deep_work", 55, 30, { category: "Reading", startHour: 11 }),
    ]);
    const state = stateOf(sessions);
    const plain = ask(state, AFTER).value.reason;
    assert.equal(plain.code, "recommendation.reason.time_of_day");
    assert.deepEqual(plain.parameters, { preset: "learning", fromHour: 9, toHour: 12, mean: 89 });
    const inCategory = ask(state, AFTER, 10, { category: "Reading" }).value.reason;
    assert.equal(inCategory.code, "recommendation.reason.category");
    assert.equal(inCategory.parameters.mean, 89);
  });

  test("a preset never tried can win over one that is rated badly", () => {
    const { value } = ask(stateOf(inOrder(rated("deep_work", 20, 30))), AFTER);
    assert.notEqual(value.preset, "deep_work");
    assert.ok(figureOf(value.scores, value.preset) > figureOf(value.scores, "deep_work"));
  });

  test("a rating of 5 is 5 of 100, the worst and not the best", () => {
    const sessions = [
      ...rated("deep_work", 5, 20),
      ...rated("learning", 60, 20, { startHour: 11 }),
    ];
    const { value } = ask(stateOf(inOrder(sessions)), AFTER);
    assert.equal(value.preset, "learning");
    assert.ok(figureOf(value.scores, "deep_work") < 40);
  });

  test("a rating of 0 counts, an unrated session does not", () => {
    const base = [...rated("deep_work", 70, 10), ...rated("learning", 68, 10, { startHour: 11 })];
    const late = (rating: number | null) =>
      ask(stateOf(inOrder([...base, ...rated("deep_work", rating, 10, { startHour: 13 })])), AFTER);
    assert.equal(late(null).value.preset, "deep_work");
    assert.equal(late(0).value.preset, "learning");
  });

  test("the clock still matters after the first session, and gives way to evidence", () => {
    const few = stateOf(inOrder(rated("flow_mode", 72, 3)));
    assert.equal(ask(few, AFTER, 8).value.preset, "deep_work");
    const many = stateOf(
      inOrder([...rated("flow_mode", 92, 30), ...rated("deep_work", 60, 30, { startHour: 9 })]),
    );
    assert.equal(ask(many, AFTER, 8).value.preset, "flow_mode");
  });

  test("what was good a year ago gives way to what is good now", () => {
    const old = rated("deep_work", 90, 40).concat(rated("learning", 60, 40, { startHour: 11 }));
    const recent = rated("deep_work", 60, 30)
      .concat(rated("learning", 85, 30, { startHour: 11 }))
      .map((session) => ({ ...session, day: (session.day ?? 0) + 365 }));
    assert.equal(
      ask(stateOf(inOrder([...old, ...recent])), FIRST_DAY + 396).value.preset,
      "learning",
    );
  });

  test("the hour is that of the start", () => {
    // Ninety minutes from 11:30 belong to the late morning, although they end after lunch.
    const sessions = inOrder(rated("flow_mode", 90, 30, { startMinute: 690, durationMinutes: 90 }));
    const state = stateOf(sessions);
    const morning = figureOf(ask(state, AFTER, 11).value.scores, "flow_mode");
    assert.ok(morning > figureOf(ask(state, AFTER, 13).value.scores, "flow_mode"));
  });

  test("different presets win at different times, in different categories and places of the day", () => {
    const mornings = rated("deep_work", 85, 35, { startHour: 9, category: "Coding" })
      .concat(rated("learning", 60, 35, { startHour: 10, category: "Coding" }))
      .concat(rated("deep_work", 50, 35, { startHour: 20, category: "Reading" }))
      .concat(rated("learning", 80, 35, { startHour: 21, category: "Reading" }));
    const state = stateOf(inOrder(mornings));
    assert.equal(ask(state, AFTER, 9).value.preset, "deep_work");
    assert.equal(ask(state, AFTER, 21).value.preset, "learning");
    const inReading = ask(state, AFTER, 15, { category: "Reading" }).value.probabilities;
    const inCoding = ask(state, AFTER, 15, { category: "Coding" }).value.probabilities;
    assert.ok(figureOf(inReading, "learning") > figureOf(inCoding, "learning"));
    const early = ask(state, AFTER, 15, { orderInDay: 1 }).value.scores;
    const late = ask(state, AFTER, 15, { orderInDay: 4 }).value.scores;
    assert.ok(
      figureOf(early, "deep_work") - figureOf(early, "learning") >
        figureOf(late, "deep_work") - figureOf(late, "learning"),
    );
  });

  test("two presets rated alike have no clear winner", () => {
    const sessions = inOrder([
      ...rated("deep_work", 70, 20, { startHour: 15 }),
      ...rated("quick_tasks", 70, 20, { startHour: 16 }),
      ...rated("learning", 70, 20, { startHour: 17 }),
      ...rated("flow_mode", 70, 20, { startHour: 18 }),
    ]);
    const { value } = ask(stateOf(sessions), AFTER, 15);
    assert.equal(value.clearWinner, false);
    assert.equal(value.reason.code, "recommendation.reason.no_clear_winner");
  });

  test("nothing is claimed of a preset that was never rated", () => {
    const state = stateOf(inOrder(rated("quick_tasks", 0, 20, { startHour: 15 })));
    for (let hour = 0; hour < 24; hour += 1) {
      const { preset, reason } = ask(state, AFTER, hour).value;
      const expected =
        preset === "quick_tasks" ? /time_of_day|overall/ : /^recommendation\.reason\.untried$/;
      assert.match(reason.code, expected);
    }
  });

  test("the worked example: deep work, then learning, both near their means", () => {
    const { status, value } = ask(stateOf(dataSetG()), DATA_SET_G_TODAY);
    assert.equal(status, "ready");
    assert.equal(value.preset, "deep_work");
    assert.equal(value.alternative, "learning");
    assert.ok(Math.abs(figureOf(value.scores, "deep_work") - 73.33) < 2);
    assert.ok(Math.abs(figureOf(value.scores, "learning") - 70.29) < 2);
  });

  test("the next session of the asked day is the default place in the day", () => {
    const day = FIRST_DAY + 20;
    const sessions = [
      ...rated("deep_work", 80, 20),
      ...rated("learning", 60, 20, { startHour: 13 }),
    ];
    const today = Array.from({ length: 4 }, (_, hour) => ({ day, startHour: hour, rating: null }));
    const state = stateOf(inOrder([...sessions, ...today]));
    assert.deepEqual(ask(state, day), ask(state, day, 10, { orderInDay: 5 }));
    assert.deepEqual(ask(state, day + 1), ask(state, day + 1, 10, { orderInDay: 1 }));
  });
});

describe("preset-recommender: explanation", () => {
  test("names every effect once, and those of the category only when one was asked about", () => {
    const state = stateOf(dataSetG());
    const query = { asked: momentOn(DATA_SET_G_TODAY), isoWeekday: 3 as const };
    const plain = presetRecommender.explain(state, { ...query, category: null });
    const inCategory = presetRecommender.explain(state, { ...query, category: "Coding" });
    const codes = inCategory.factors.map(({ code }) => code);
    assert.equal(new Set(codes).size, codes.length);
    assert.equal(codes.length, plain.factors.length + 2);
    assert.ok(codes.includes("recommendation.factor.preset_in_category"));
  });

  test("the usual preset's lead is part of the explanation", () => {
    const query = { asked: momentOn(FIRST_DAY, 480), isoWeekday: 1 as const, category: null };
    const { baseline, total } = presetRecommender.explain(presetRecommender.empty(), query);
    assert.equal(baseline, 70);
    assert.ok(Math.abs(total - 71.8) < 1e-9);
    assert.equal(PRESETS.length, 4);
  });
});

describe("preset-recommender: a whole day", () => {
  test("has in each hour the preset that is recommended for that hour alone", () => {
    for (const sessions of [[], dataSetG().slice(0, 10), dataSetG()]) {
      const state = stateOf(sessions);
      for (const day of [DATA_SET_G_TODAY, DATA_SET_G_TODAY + 3]) {
        const asked = momentOn(day, 600);
        const presets = presetOfEachHour(state, { asked, isoWeekday: isoWeekday(day) });
        assert.deepEqual(
          presets,
          Array.from({ length: 24 }, (_, hour) => ask(state, day, hour).value.preset),
        );
      }
    }
  });
});
