import { type Static, Type } from "typebox";
import { CalendarDate, Confidence, DataBasis, nullable, Weekday } from "./answer.ts";
import { DateText } from "./common.ts";
import { type LenientRange, lenientInteger } from "./lenient-integer.ts";

export const TREND_DAYS: LenientRange = { minimum: 1, maximum: 365, default: 14 };

export const TrendsQuery = Type.Object({
  days: lenientInteger(TREND_DAYS, "this many days back, and today"),
});

const Count = Type.Integer({ minimum: 0 });
const Rating = Type.Number({ minimum: 0, maximum: 100 });
const Direction = Type.Enum(["improving", "declining", "stable", "insufficient_data"]);

const Slope = Type.Object(
  {
    per_week: nullable("number", {
      description: "change per week; null without enough days",
    }),
    p_value: nullable("number", {
      minimum: 0,
      maximum: 1,
      description: "p-value: how often chance alone would produce a slope this steep",
    }),
  },
  { additionalProperties: false },
);

export const Trends = Type.Object(
  {
    days: Type.Integer({ minimum: 1, maximum: 365, description: "the window that was analysed" }),
    session_trend: Direction,
    productivity_trend: Direction,
    total_sessions: Type.Integer({ minimum: 0, description: "completed in the window" }),
    rated_sessions: Count,
    avg_productivity: Type.Number({
      minimum: 0,
      maximum: 100,
      description: "mean rating in the window; 0 when nothing was rated, see `mean_rating`",
    }),
    mean_rating: nullable("number", {
      minimum: 0,
      maximum: 100,
      description: "the same; null when nothing was rated",
    }),
    session_change: Slope,
    productivity_change: Slope,
    confidence: Confidence,
    data: DataBasis,
  },
  {
    title: "Trends",
    additionalProperties: false,
    description:
      "A direction is stated when chance would produce it at most once in twenty. Confidence: the probability that ratings moved in the stated direction, or, for `stable`, by at most five points over the window.",
  },
);
export type Trends = Static<typeof Trends>;

export const PresetStatisticsBody = Type.Record(
  Type.String(),
  Type.Object(
    {
      avg_rating: Rating,
      session_count: Type.Integer({ minimum: 1, description: "rated sessions" }),
      best_hour: nullable("integer", {
        minimum: 0,
        maximum: 23,
        description: "hour with the best recent ratings; null while no hour has enough of them",
      }),
      best_category: nullable("string"),
      sessions: Type.Integer({ minimum: 1, description: "all sessions, abandoned ones included" }),
      completed_sessions: Count,
    },
    { additionalProperties: false },
  ),
  { description: "keyed by preset id; presets that were never rated are left out" },
);
export type PresetStatisticsBody = Static<typeof PresetStatisticsBody>;

export const ThemeProductivity = Type.Object(
  {
    themes: Type.Array(
      Type.Object(
        {
          theme: Type.String({ description: "a category" }),
          sessions: Type.Integer({ minimum: 1, description: "completed sessions" }),
          avg_rating: Type.Number({ minimum: 0, maximum: 100, description: "0 when unrated" }),
          rated_count: Count,
        },
        { additionalProperties: false },
      ),
      { description: "most frequent first" },
    ),
    best_theme: nullable("string", {
      description: "highest mean among themes with at least three ratings",
    }),
    best_avg_rating: Type.Number({
      minimum: 0,
      maximum: 100,
      description: "0 without a best theme",
    }),
    other_sessions: Type.Integer({
      minimum: 0,
      description: "completed sessions of rarely used themes that are not listed one by one",
    }),
    confidence: Confidence,
    data: DataBasis,
  },
  {
    title: "ThemeProductivity",
    additionalProperties: false,
    description:
      "Confidence: the probability that no other theme would be rated better from now on than `best_theme`.",
  },
);
export type ThemeProductivity = Static<typeof ThemeProductivity>;

/** Czech names, which this route uses in every language. */
export const CZECH_WEEKDAYS = [
  "pondělí",
  "úterý",
  "středa",
  "čtvrtek",
  "pátek",
  "sobota",
  "neděle",
] as const;

export const DateParams = Type.Object({ date: DateText }, { additionalProperties: false });

export const ThemeRecommendationBody = Type.Object(
  {
    date: CalendarDate,
    recommended_theme: nullable("string"),
    reason: Type.String({ description: "one plain sentence" }),
    confidence: Type.Integer({
      minimum: 0,
      maximum: 100,
      description: "percent, unlike every other confidence",
    }),
    day_of_week: Type.Enum([...CZECH_WEEKDAYS], { description: "Czech in every language" }),
    weekday: Weekday,
    expected_rating: nullable("number", {
      minimum: 0,
      maximum: 100,
      description:
        "of the theme on that weekday, shrunk towards its other days while there are few ratings",
    }),
    basis: Type.Enum(["rated_best", "rated_best_overall", "often_used", "insufficient_data"]),
    data: DataBasis,
  },
  {
    title: "ThemeRecommendation",
    additionalProperties: false,
    description:
      "Confidence: `rated_best`, and `rated_best_overall` while that weekday has fewer than three ratings of the theme: the probability that no other theme would be rated better on that weekday; `often_used`: the theme's share of that weekday's sessions.",
  },
);
export type ThemeRecommendationBody = Static<typeof ThemeRecommendationBody>;

export const WeekParams = Type.Object(
  {
    week_start: Type.String({
      ...DateText,
      description: "any day of the week; the week begins on its Monday",
    }),
  },
  { additionalProperties: false },
);

export const WeeklyInsightsBody = Type.Object(
  {
    week_start: Type.String({ description: "the Monday, YYYY-MM-DD" }),
    predicted_sessions: Type.Integer({
      minimum: 0,
      description:
        "completed sessions of the whole week: for the current week the sessions done plus those still expected; for a past week the forecast when it began; for a coming week, at most four weeks ahead, the forecast; before the first session the population's value, as `prediction_data.status` says",
    }),
    expected_sessions: nullable("number", {
      minimum: 0,
      description: "the same before rounding; null without data for a forecast",
    }),
    recommended_focus: nullable("string", {
      description: "category rated best in the week, with at least three ratings",
    }),
    best_theme_rating: nullable("number", { minimum: 0, maximum: 100 }),
    tip: Type.String(),
    productivity_trend: Type.Integer({
      description:
        "change of the mean rating from the same weekdays of the week before, percent; 0 when unknown",
    }),
    productivity_trend_known: Type.Boolean({
      description: "false: one of the two parts has fewer than three ratings",
    }),
    compared_days: Type.Integer({
      minimum: 0,
      maximum: 7,
      description: "days of each week that were compared, from Monday on",
    }),
    week_sessions: Type.Integer({ minimum: 0, description: "completed in the week so far" }),
    best_hour: nullable("integer", { minimum: 0, maximum: 23 }),
    confidence: Confidence,
    data: DataBasis,
    prediction_data: DataBasis,
  },
  {
    title: "WeeklyInsights",
    additionalProperties: false,
    description:
      "Confidence: the probability that ratings really moved in the direction of `productivity_trend`; 0 when it is unknown.",
  },
);
export type WeeklyInsightsBody = Static<typeof WeeklyInsightsBody>;

export const DiversityDebug = Type.Object(
  {
    status: Type.Enum(["ok"]),
    cutoff_date: CalendarDate,
    ai_generator_categories: Type.Array(Type.String(), {
      description: "the list stored through /api/config/categories",
    }),
    detector_categories: Type.Array(Type.String(), {
      description: "the same, or the categories of the person's own sessions while it is empty",
    }),
    recent_sessions: Type.Array(
      Type.Object({ date: CalendarDate, category: Type.String() }, { additionalProperties: false }),
      { maxItems: 10, description: "newest first" },
    ),
    total_sessions_in_db: Type.Integer({ minimum: 0, description: "completed sessions" }),
    total_sessions_analyzed: Type.Integer({ minimum: 0, maximum: 20 }),
    diversity_result: Type.Object(
      {
        overloaded_categories: Type.Array(Type.String()),
        overload_reason: Type.String({ description: "empty when nothing was found" }),
        avoid_categories: Type.Array(Type.String()),
        recommended_alternatives: Type.Array(Type.String(), {
          maxItems: 3,
          description: "known categories used least",
        }),
        confidence: Confidence,
        reasoning: Type.String(),
        category_distribution: Type.Record(Type.String(), Type.Integer({ minimum: 1 })),
        analysis_days: Type.Integer({ minimum: 1 }),
        total_sessions_analyzed: Count,
      },
      { additionalProperties: false },
    ),
    data: DataBasis,
  },
  {
    title: "DiversityDebug",
    additionalProperties: false,
    description:
      "Confidence: with a finding, the probability that its category takes more than half of such days; without one, that none takes more than the share that counts as overload.",
  },
);
export type DiversityDebug = Static<typeof DiversityDebug>;
