import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { BUILT_IN_PRESETS, PRESET_LIMITS, type PresetTimes } from "../../../src/domain/preset.ts";
import { focusOptimizer } from "../../../src/models/focus-optimizer/focus-optimizer.ts";
import { fold } from "../../../src/models/learn.ts";
import type { LearnedSession, Model } from "../../../src/models/model.ts";
import {
  presetOfEachHour,
  presetRecommender,
} from "../../../src/models/preset-recommender/preset-recommender.ts";
import { presetStatistics } from "../../../src/models/preset-recommender/preset-statistics.ts";
import { productivityAnalyzer } from "../../../src/models/productivity-analyzer/productivity-analyzer.ts";
import { isModelName } from "../../../src/models/profile.ts";
import { qualityPredictor } from "../../../src/models/quality-predictor/quality-predictor.ts";
import { MAX_STATE_BYTES } from "../../../src/models/registry.ts";
import { hostileSessions } from "../../suites/hostile-sessions.ts";
import { CUSTOMARY_PRESETS } from "../../support/customary-presets.ts";
import { figureOf } from "../../support/figure-of.ts";
import { histories, lastDayOf, momentOn } from "../../support/learned-histories.ts";
import { learnedSession } from "../../support/learned-session.ts";

const DAY = 20_500;
const NOON = momentOn(DAY, 720);

/** Twelve presets whose ids are as long as they may be, in letters of four bytes. */
const LONGEST: readonly PresetTimes[] = Array.from(
  { length: PRESET_LIMITS.presets },
  (_, index) => ({
    id: String(index).padStart(2, "0") + "\u{20000}".repeat(PRESET_LIMITS.characters - 2),
    workMinutes: 20 + 5 * index,
    breakMinutes: 5,
  }),
);

const asksPreset = { asked: NOON, isoWeekday: 3, category: "Coding" } as const;
const asksPlan = {
  ...{ asked: NOON, day: DAY + 1, sessions: 5, workingHours: null, busy: [], earlierStarts: [] },
  presetOfHour: CUSTOMARY_PRESETS,
};
const asksQuality = (preset: string) => ({
  ...{ asked: NOON, hour: null, weekday: null, preset, category: "Coding" },
  ...{ sessionsToday: null, minutesSinceLast: null, wellness: null },
});

/** Thirty days on which a person works with each of these presets, at another hour every day. */
function worked(ids: readonly string[], ratingOf: (index: number) => number): LearnedSession[] {
  return Array.from({ length: 30 * ids.length }, (_, number) => {
    const [day, place] = [Math.floor(number / ids.length), number % ids.length];
    const index = (day + place) % ids.length;
    return learnedSession({
      id: String(number),
      day: DAY - 30 + day,
      startMinute: 500 + 40 * place,
      preset: ids[index] ?? "",
      rating: ratingOf(index) + (number % 3),
    });
  });
}

const RENAMED = BUILT_IN_PRESETS.map((preset) => ({ ...preset, id: `my ${preset.id}` }));
const BUILT_IN_IDS: readonly string[] = BUILT_IN_PRESETS.map(({ id }) => id);

function myIdOf(id: string): string {
  return BUILT_IN_IDS.includes(id) ? `my ${id}` : id;
}

/** What is said of the built-in presets, put as it is said of those of `RENAMED`. */
function renamed(value: unknown): unknown {
  const ids = new RegExp(`"(${BUILT_IN_IDS.join("|")})"`, "g");
  return JSON.parse(JSON.stringify(value).replaceAll(ids, (_, id) => `"my ${id}"`));
}

/** That a model says the same of both lists, after the same sessions. */
function assertSame<State, Query>(
  model: Model<State, Query, unknown>,
  queryOf: (idOf: (builtIn: string) => string) => Query,
  day: number,
  sessions: readonly LearnedSession[],
): void {
  const own = sessions.map((session) => ({ ...session, preset: myIdOf(session.preset) }));
  const [builtIn, mine] = [
    fold(model, model.empty(), sessions),
    fold(model, model.empty(RENAMED), own),
  ];
  model.advance(builtIn, day);
  model.advance(mine, day);
  const said = JSON.stringify(model.predict(mine, queryOf(myIdOf)));
  assert.deepEqual(
    JSON.parse(said),
    renamed(
      model.predict(
        builtIn,
        queryOf((id) => id),
      ),
    ),
  );
}

describe("models on a person's own presets", () => {
  test("say of four presets under other names what they say of the built-in ones", () => {
    fc.assert(
      fc.property(histories(40), (sessions) => {
        const asked = momentOn(lastDayOf(sessions) + 1, 720);
        const { day } = asked;
        assertSame(presetRecommender, () => ({ ...asksPreset, asked }), day, sessions);
        const plan = { ...asksPlan, asked, day };
        assertSame(
          focusOptimizer,
          (idOf) => ({ ...plan, presetOfHour: CUSTOMARY_PRESETS.map(idOf) }),
          day,
          sessions,
        );
      }),
      { numRuns: 30 },
    );
  });

  test("take the best of twelve, wherever it stands in the list", () => {
    const ids = LONGEST.map(({ id }) => id);
    for (const best of [0, 4, 11]) {
      const sessions = worked(ids, (index) => (index === best ? 92 : 55));
      const known = fold(presetRecommender, presetRecommender.empty(LONGEST), sessions);
      const recommended = presetRecommender.predict(known, asksPreset).value;
      assert.equal(recommended.preset, ids[best]);
      assert.deepEqual(Object.keys(recommended.scores).sort(), [...ids].sort());
      const sum = ids.reduce((all, id) => all + figureOf(recommended.probabilities, id), 0);
      assert.ok(Math.abs(sum - 1) < 1e-9, `${sum}`);
      const plan = focusOptimizer.predict(
        fold(focusOptimizer, focusOptimizer.empty(LONGEST), sessions),
        { ...asksPlan, presetOfHour: presetOfEachHour(known, asksPreset) },
      ).value;
      for (const planned of plan.sessions) {
        assert.equal(planned.presetId, ids[best]);
        assert.equal(planned.workMinutes, LONGEST[best]?.workMinutes);
      }
      const quality = fold(qualityPredictor, qualityPredictor.empty(LONGEST), sessions);
      const effects = ids.map(
        (id) => qualityPredictor.predict(quality, asksQuality(id)).value.contributions.preset,
      );
      assert.equal(effects.indexOf(Math.max(...effects)), best);
    }
  });

  test("of one preset recommend it, without an alternative", () => {
    const only = [{ id: "toString", workMinutes: 30, breakMinutes: 0 }];
    const state = fold(
      presetRecommender,
      presetRecommender.empty(only),
      worked(["toString"], () => 70),
    );
    const { value, confidence } = presetRecommender.predict(state, asksPreset);
    assert.deepEqual(
      [value.preset, value.alternative, value.probabilities, confidence],
      ["toString", null, { toString: 1 }, 1],
    );
    assert.deepEqual(new Set(presetOfEachHour(state, asksPreset)), new Set(["toString"]));
  });

  test("start from the preset whose work is nearest to what is customary for the hour", () => {
    const list = [
      { id: "25/5", workMinutes: 25, breakMinutes: 5 },
      { id: "50/10", workMinutes: 50, breakMinutes: 10 },
    ];
    const nobody = presetRecommender.empty(list);
    const at = (wallHour: number) =>
      presetRecommender.predict(nobody, { ...asksPreset, asked: { ...NOON, wallHour } }).value
        .preset;
    assert.deepEqual([at(9), at(12), at(15), at(18)], ["50/10", "25/5", "50/10", "25/5"]);
  });

  test("keep the statistics of presets that are listed no more", () => {
    const list = [{ id: "25/5", workMinutes: 25, breakMinutes: 5 }];
    const sessions = worked(["25/5", "deep_work", "__proto__"], () => 70);
    const state = fold(presetRecommender, presetRecommender.empty(list), sessions);
    assert.deepEqual(
      presetStatistics(state, DAY).map(({ preset, sessions }) => [preset, sessions]),
      [
        ["25/5", 30],
        ["deep_work", 30],
        ["__proto__", 30],
      ],
    );
    const analysed = fold(productivityAnalyzer, productivityAnalyzer.empty(list), sessions);
    const { presets } = productivityAnalyzer.predict(analysed, { asked: NOON }).value;
    assert.deepEqual(presets.map(({ name }) => name).sort(), ["25/5", "__proto__", "deep_work"]);
  });

  test("never give up a listed preset for any number of others, and stay bounded", () => {
    const listed = worked(
      LONGEST.map(({ id }) => id),
      () => 50,
    );
    assertBounded(presetRecommender);
    assertBounded(productivityAnalyzer);
    assertBounded(qualityPredictor);
    assertBounded(focusOptimizer);
    const state = productivityAnalyzer.empty(LONGEST);
    for (const session of [...listed, ...strangers()])
      productivityAnalyzer.learnInto(state, session);
    const { presets } = productivityAnalyzer.predict(state, { asked: momentOn(DAY + 400) }).value;
    for (const { id } of LONGEST) {
      assert.equal(presets.find(({ name }) => name === id)?.sessions, 30, id);
    }
  });
});

/** Later than `worked`, with 2,000 names of the greatest length. */
function strangers(): LearnedSession[] {
  return [...hostileSessions(2000)].map((session, number) => ({
    ...learnedSession({
      ...session,
      day: DAY + Math.floor(number / 40),
      startMinute: number % 1440,
    }),
  }));
}

/** Every listed preset at every hour, in as many of the longest categories as are kept apart, for half a year. */
function everywhere(): LearnedSession[] {
  return Array.from({ length: 180 * 24 }, (_, number) =>
    learnedSession({
      id: String(number).padStart(12, "0"),
      day: DAY - 180 + Math.floor(number / 24),
      startMinute: (number % 24) * 60,
      preset: LONGEST[(number * 7 + Math.floor(number / 24)) % LONGEST.length]?.id ?? "",
      category: String(number % 10).padStart(100, "\u0001"),
      rating: 99.9,
    }),
  );
}

function assertBounded<State>(
  model: Pick<Model<State, never, unknown>, "empty" | "learnInto"> & { readonly name: string },
): void {
  assert.ok(isModelName(model.name));
  const state = model.empty(LONGEST);
  for (const session of [...everywhere(), ...strangers()]) model.learnInto(state, session);
  const bytes = Buffer.byteLength(JSON.stringify(state));
  assert.ok(bytes <= MAX_STATE_BYTES[model.name], `${model.name}: ${bytes}`);
}
