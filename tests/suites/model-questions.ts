import assert from "node:assert/strict";
import fc from "fast-check";
import type { AskedMoment, Model, Prediction } from "../../src/models/model.ts";
import type { Profile } from "../../src/models/profile.ts";
import type { MODELS, ModelName } from "../../src/models/registry.ts";
import { PRESETS } from "../../src/schemas/session.ts";

type QueryOf<Name extends ModelName> = Parameters<(typeof MODELS)[Name]["predict"]>[1];
type ValueOf<Name extends ModelName> =
  ReturnType<(typeof MODELS)[Name]["predict"]> extends Prediction<infer Value> ? Value : never;

/** A registered model, with its own types. */
export type ModelNamed<Name extends ModelName> = Model<Profile[Name], QueryOf<Name>, ValueOf<Name>>;

/** What the model suite must know to ask one model. */
export interface ModelQuestions<Query, Value> {
  /** Any question that may be asked at this moment. */
  queries(asked: AskedMoment): fc.Arbitrary<Query>;
  /** The number that `explain` takes apart. */
  number(value: Value): number;
  /** Fails when a member is outside its declared range. */
  check(value: Value): void;
  /**
   * Everything in an answer that rests on ratings, for a model that reads them: an unrated session must not
   * move it, a rating of 0 must.
   */
  ratingStatistics?(value: Value): unknown;
}

export type QuestionsFor<Name extends ModelName> = ModelQuestions<QueryOf<Name>, ValueOf<Name>>;

export function assertBetween(value: number, low: number, high: number, what: string): void {
  assert.ok(value >= low && value <= high, `${what} = ${value} is outside ${low} … ${high}`);
}

const sessionPredictor: QuestionsFor<"session-predictor"> = {
  queries: (asked) =>
    fc.oneof(
      fc
        .integer({ min: 0, max: 8 })
        .map((ahead) => ({ kind: "day" as const, asked, day: asked.day + ahead })),
      fc
        .integer({ min: 0, max: 3 })
        .map((ahead) => ({ kind: "week" as const, asked, start: asked.day + ahead })),
    ),
  // A week is explained day by day; its own mean comes from simulation and differs in the third digit.
  number: (value) =>
    value.kind === "day" ? value.mean : value.days.reduce((sum, day) => sum + day.mean, 0),
  check(value) {
    const counts = value.kind === "day" ? [value] : [...value.days, value.total];
    for (const count of counts) {
      assertBetween(count.confidence, 0, 1, "confidence");
      assertBetween(
        count.predictedSessions,
        count.interval80.lower,
        count.interval80.upper,
        "count",
      );
      assertBetween(
        count.pmf.reduce((sum, share) => sum + share, 0),
        1 - 1e-9,
        1 + 1e-9,
        "pmf",
      );
    }
    for (const day of value.kind === "day" ? [value] : value.days) {
      assertBetween(day.predictedSessions, day.doneSessions, Number.POSITIVE_INFINITY, "count");
      assertBetween(day.productivity.mean, 0, 100, "productivity");
    }
  },
  // The interval is of a day's mean rating, which also depends on how many sessions the day will have.
  ratingStatistics: (value) =>
    (value.kind === "day" ? [value] : value.days).map(({ productivity }) => ({
      mean: productivity.mean,
      ratedSessions: productivity.ratedSessions,
    })),
};

const presetRecommender: QuestionsFor<"preset-recommender"> = {
  queries: (asked) =>
    fc.record({
      asked: fc.constant(asked),
      isoWeekday: fc.constantFrom(1, 2, 3, 4, 5, 6, 7),
      category: fc.constantFrom(null, "Coding", "never seen", "__proto__"),
      orderInDay: fc.integer({ min: 1, max: 12 }),
    }),
  number: (value) => value.scores[value.preset],
  check(value) {
    let sum = 0;
    for (const preset of PRESETS) {
      assertBetween(value.scores[preset], 0, 100, `score of ${preset}`);
      assertBetween(value.scoreSds[preset], 1e-6, 60, `score deviation of ${preset}`);
      assertBetween(value.probabilities[preset], 0, 1, `probability of ${preset}`);
      sum += value.probabilities[preset];
      assert.ok(
        value.scores[preset] <= value.scores[value.preset],
        "the best score is recommended",
      );
    }
    assertBetween(sum, 1 - 1e-9, 1 + 1e-9, "sum of the probabilities");
    assert.notEqual(value.alternative, value.preset);
  },
  ratingStatistics: ({ scores, scoreSds, probabilities }) => ({ scores, scoreSds, probabilities }),
};

const productivityAnalyzer: QuestionsFor<"productivity-analyzer"> = {
  queries: (asked) => fc.constant({ asked }),
  number: (value) => value.expected.shrunkenMean,
  check(value) {
    const groups = [...value.hours, ...value.weekdays, ...value.categories, ...value.presets];
    for (const group of [...groups, ...value.heatmap.flat(), value.expected]) {
      assertBetween(group.shrunkenMean, group.low, group.high, "shrunken mean");
      assertBetween(group.low, 0, 100, "lower end");
      assertBetween(group.high, 0, 100, "upper end");
      if (group.mean !== null) assertBetween(group.mean, 0, 100, "mean");
      assert.equal(group.mean === null, group.ratings === 0);
    }
    for (const named of [...value.bestHours, ...value.worstHours]) {
      assertBetween(named.probability, 0, 1, "probability");
      assert.ok(named.ratings >= 3, "an hour needs three ratings to be named");
    }
    const hours = [...value.bestHours, ...value.worstHours].map(({ which }) => which);
    assert.equal(new Set(hours).size, hours.length, "no hour is best and worst");
  },
  ratingStatistics: (value) => ({
    hours: value.hours,
    weekdays: value.weekdays,
    categories: value.categories
      .map(({ sessions, completed, ...rest }) => rest)
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    heatmap: value.heatmap.flat().map(({ sessions, ...rest }) => rest),
    bestHours: value.bestHours,
    trend: value.trend,
  }),
};

/** One entry per registered model: the compiler asks for it. */
export const QUESTIONS: { readonly [Name in ModelName]: QuestionsFor<Name> } = {
  "session-predictor": sessionPredictor,
  "preset-recommender": presetRecommender,
  "productivity-analyzer": productivityAnalyzer,
};
