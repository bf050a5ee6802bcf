import assert from "node:assert/strict";
import fc from "fast-check";
import { PRESETS } from "../../src/domain/session.ts";
import { levelOf } from "../../src/models/burnout-predictor/burnout-predictor.ts";
import type { AskedMoment, Model, Prediction } from "../../src/models/model.ts";
import type { Profile } from "../../src/models/profile.ts";
import type { MODELS, ModelName } from "../../src/models/registry.ts";
import { figureOf } from "../support/figure-of.ts";

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
  number: (value) => figureOf(value.scores, value.preset),
  check(value) {
    let sum = 0;
    for (const preset of PRESETS) {
      assertBetween(figureOf(value.scores, preset), 0, 100, `score of ${preset}`);
      assertBetween(figureOf(value.scoreSds, preset), 1e-6, 60, `score deviation of ${preset}`);
      assertBetween(figureOf(value.probabilities, preset), 0, 1, `probability of ${preset}`);
      sum += figureOf(value.probabilities, preset);
      assert.ok(
        figureOf(value.scores, preset) <= figureOf(value.scores, value.preset),
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

const percentages = fc.option(fc.integer({ min: 0, max: 100 }));

const qualityPredictor: QuestionsFor<"quality-predictor"> = {
  queries: (asked) =>
    fc.record({
      asked: fc.constant(asked),
      hour: fc.option(fc.integer({ min: 0, max: 23 })),
      weekday: fc.option(fc.constantFrom(1, 2, 3, 4, 5, 6, 7)),
      preset: fc.constantFrom(...PRESETS, "standard", "never seen"),
      category: fc.constantFrom(null, "Coding", "never seen", "__proto__"),
      sessionsToday: fc.option(fc.integer({ min: 0, max: 30 })),
      minutesSinceLast: fc.option(fc.integer({ min: 0, max: 600 })),
      wellness: fc.option(
        fc.record({
          sleepQuality: percentages,
          energyLevel: percentages,
          mood: percentages,
          stressLevel: percentages,
          motivation: percentages,
          focusAbility: percentages,
          overallWellness: percentages,
        }),
      ),
    }),
  number: (value) => value.predictedProductivity,
  check(value) {
    const { predictedProductivity, interval80, completionProbability } = value;
    assertBetween(predictedProductivity, interval80.lower, interval80.upper, "prediction");
    assertBetween(interval80.lower, 0, 100, "lower end");
    assertBetween(interval80.upper, 0, 100, "upper end");
    assertBetween(value.baseline, 0, 100, "baseline");
    assertBetween(completionProbability, 0.001, 0.999, "completion");
    if (value.ratedShare !== null) assertBetween(value.ratedShare, 0, 1, "rated share");
    if (value.skillVsMean !== null) assert.ok(value.skillVsMean <= 1);
    let weights = 0;
    for (const { score, confidence, weight } of Object.values(value.factorScores)) {
      assertBetween(score, 0, 100, "factor score");
      assertBetween(confidence, 0, 1, "factor confidence");
      weights += weight;
    }
    assertBetween(weights, 1 - 1e-9, 1 + 1e-9, "sum of the weights");
    assert.ok(value.factors.length <= 5);
  },
  ratingStatistics: ({ predictedProductivity, interval80, contributions, factorScores }) => ({
    predictedProductivity,
    interval80,
    contributions,
    factorScores,
  }),
};

const focusOptimizer: QuestionsFor<"focus-optimizer"> = {
  queries: (asked) =>
    fc.record({
      asked: fc.constant(asked),
      day: fc.integer({ min: asked.day, max: asked.day + 6 }),
      presetOfHour: fc.array(fc.constantFrom(...PRESETS), { minLength: 24, maxLength: 24 }),
      sessions: fc.integer({ min: 1, max: 12 }),
      workingHours: fc.constantFrom(null, { startMinute: 540, endMinute: 1020 }),
      busy: fc.constantFrom([], [{ startMinute: 600, endMinute: 690 }]),
      earlierStarts: fc.constantFrom([], [540, 660]),
    }),
  number: (value) => value.peakHours[0]?.expected ?? Number.NaN,
  check(value) {
    assert.equal(value.hours.length, 24);
    assert.equal(value.peakHours.length, 5);
    assert.equal(value.avoidHours.length, 5);
    for (const hour of value.hours) {
      assertBetween(hour.expected, 0, 100, "expected rating");
      assertBetween(hour.score, 0, 100, "score");
      assertBetween(hour.completionProbability, 0, 1, "completion");
      // Ratings of years ago are still counted, but have no weight left to make a mean of.
      if (hour.meanRating !== null) assert.ok(hour.ratedSessions > 0);
    }
    for (const { confidence } of [...value.peakHours, ...value.avoidHours, ...value.sessions]) {
      assertBetween(confidence, 0, 1, "confidence");
    }
    value.sessions.forEach((session, index) => {
      const next = value.sessions[index + 1];
      if (next === undefined) return;
      assert.ok(next.startMinute >= session.endMinute + session.breakMinutes, "overlap");
    });
    assertBetween(
      (value.bestBlock.toHour - value.bestBlock.fromHour + 24) % 24,
      1,
      6,
      "best block",
    );
  },
  ratingStatistics: (value) =>
    value.hours.map(({ expected, sd, meanRating, presetEffects, preset, presetRating }) => ({
      expected,
      sd,
      meanRating,
      presetEffects,
      preset,
      presetRating,
    })),
};

const diversityDetector: QuestionsFor<"diversity-detector"> = {
  queries: (asked) =>
    fc.record({
      asked: fc.constant(asked),
      categories: fc.constantFrom([], ["Coding", "Learning", "never seen", "__proto__"]),
    }),
  number({ distribution, sessions }) {
    const [largest] = distribution;
    return largest === undefined ? 0 : largest.sessions / sessions;
  },
  check(value) {
    assertBetween(value.sessions, 0, 20, "sessions");
    assert.ok(value.alternatives.length <= 3);
    for (const category of value.alternatives) assert.ok(!value.avoid.includes(category));
    const counted = value.distribution.reduce((sum, { sessions }) => sum + sessions, 0);
    assert.equal(counted, value.sessions);
  },
};

const themeProductivity: QuestionsFor<"theme-productivity"> = {
  queries: (asked) =>
    fc
      .option(fc.integer({ min: asked.day, max: asked.day + 6 }))
      .map((day) => (day === null ? { asked } : { asked, recommendFor: day })),
  number: ({ recommendation, bestAverageRating }) =>
    recommendation === null ? (bestAverageRating ?? 0) : (recommendation.expected?.onWeekday ?? 0),
  check(value) {
    for (const { sessions, rated, averageRating } of value.themes) {
      assert.ok(sessions >= 1);
      assert.equal(averageRating === null, rated === 0);
      if (averageRating !== null) assertBetween(averageRating, 0, 100, "mean rating");
    }
    assert.equal(value.bestTheme === null, value.bestAverageRating === null);
    if (value.recommendation === null) return;
    const { confidence, expected, meanRating } = value.recommendation;
    assertBetween(confidence, 0, 1, "confidence of the recommendation");
    assert.equal(expected === null, meanRating === null);
    if (expected !== null) assertBetween(expected.onWeekday, 0, 100, "expected rating");
  },
  ratingStatistics: (value) => ({
    best: value.bestTheme,
    themes: value.themes
      .map(({ theme, rated, averageRating }) => ({ theme, rated, averageRating }))
      .sort((a, b) => (a.theme < b.theme ? -1 : 1)),
  }),
};

const weeklyInsights: QuestionsFor<"weekly-insights"> = {
  queries: (asked) =>
    fc.integer({ min: asked.day - 20, max: asked.day + 7 }).map((week) => ({ asked, week })),
  number: (value) => value.changePercent ?? 0,
  check(value) {
    assertBetween(value.comparedDays, 0, 7, "compared days");
    assert.equal(value.changePercent === null, value.changeCertainty === null);
    if (value.changeCertainty !== null) {
      assertBetween(value.changeCertainty, 0.5, 1, "certainty");
    }
    if (value.bestCategoryRating !== null) {
      assertBetween(value.bestCategoryRating, 0, 100, "rating");
    }
    if (value.bestHour !== null) assertBetween(value.bestHour, 0, 23, "hour");
  },
};

const historyAggregates: QuestionsFor<"history-aggregates"> = {
  queries: (asked) => fc.integer({ min: 2, max: 365 }).map((days) => ({ asked, days })),
  number: (value) => value.averageProductivity ?? 0,
  check(value) {
    if (value.averageProductivity !== null)
      assertBetween(value.averageProductivity, 0, 100, "mean");
    assert.ok(value.ratedDays <= value.ratedSessions);
    for (const slope of [value.sessionSlope, value.productivitySlope]) {
      if (slope === null) continue;
      assertBetween(slope.pValue, 0, 1, "p-value");
      assert.ok(slope.standardError >= 0);
    }
  },
  ratingStatistics: ({ averageProductivity, ratedSessions, productivityTrend }) => ({
    averageProductivity,
    ratedSessions,
    productivityTrend,
  }),
};

// No rating statistics for the two that follow: an unrated session too can make a week worth judging, or move the windows.
const burnoutPredictor: QuestionsFor<"burnout-predictor"> = {
  queries: (asked) => fc.constant({ asked }),
  number: (value) => value.score,
  check(value) {
    assertBetween(value.score, 0, 100, "score");
    if (value.level === "unknown") assert.equal(value.score, 0);
    else assert.equal(value.level, levelOf(value.score));
    assertBetween(value.advice.length, 1, 3, "pieces of advice");
    for (const { score, value: shown } of value.factors) {
      assertBetween(score, 1, 25, "points");
      assert.ok(Number.isFinite(shown));
    }
    const named = [...value.measured.map(({ factor }) => factor), ...value.unmeasured];
    assert.equal(named.length, 6);
    assert.equal(new Set(named).size, 6, "each factor is measured or not");
  },
};

const anomalyDetector: QuestionsFor<"anomaly-detector"> = {
  queries: (asked) => fc.constant({ asked }),
  number: (value) => value.anomalies.reduce((sum, { surpriseBits }) => sum + surpriseBits, 0),
  check(value) {
    const types = value.anomalies.map(({ type }) => type);
    assert.equal(new Set(types).size, types.length, "one finding per type");
    for (const { type, tail } of value.anomalies) {
      assertBetween(tail, 0, 0.01, `tail of ${type}`);
      assert.ok(value.tested.includes(type));
    }
    assert.equal(value.status === "insufficient_data", value.lacking !== null);
    assert.equal(value.status === "healthy", value.lacking === null && types.length === 0);
    assert.ok(value.tips.length <= 3);
    if (value.summary === null) return;
    const { averageProductivity, typicalHours } = value.summary;
    if (averageProductivity !== null) assertBetween(averageProductivity, 0, 100, "mean rating");
    assertBetween(typicalHours.start, 0, 23, "hour");
    assertBetween(typicalHours.end, 0, 23, "hour");
  },
};

/** One entry per registered model: the compiler asks for it. */
export const QUESTIONS: { readonly [Name in ModelName]: QuestionsFor<Name> } = {
  "session-predictor": sessionPredictor,
  "preset-recommender": presetRecommender,
  "productivity-analyzer": productivityAnalyzer,
  "quality-predictor": qualityPredictor,
  "focus-optimizer": focusOptimizer,
  "burnout-predictor": burnoutPredictor,
  "anomaly-detector": anomalyDetector,
  "diversity-detector": diversityDetector,
  "theme-productivity": themeProductivity,
  "weekly-insights": weeklyInsights,
  "history-aggregates": historyAggregates,
};
