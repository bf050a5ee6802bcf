import { type Static, Type } from "typebox";
import { Confidence, DataBasis, NullableInterval, nullable, Weekday } from "./answer.ts";
import { CZECH_WEEKDAYS_ASCII } from "./czech-weekdays.ts";
import { NAME } from "./name.ts";

/** Ranges to which numbers are clamped. The default of each is the present value, or the one from today's sessions. */
export const QUALITY_RANGES = {
  hour: { minimum: 0, maximum: 23 },
  day: { minimum: 0, maximum: 6 },
  sessions_today: { minimum: 0, maximum: 1000 },
} as const;

const HOUR = "wall-clock hour of the start; the present one when absent";
const DAY = "0 = Monday … 6 = Sunday; today when absent";
const SESSIONS =
  "completed sessions of that day before this one; 0 or absent for today: counted from the stored sessions";
const REST =
  "minutes since the previous session ended; absent or negative for today: computed from the stored sessions";
const PRESET = "id of the timer preset; `deep_work` when absent";

const lenient = (description: string) =>
  Type.Optional(
    Type.Unsafe<number | string>({
      type: ["integer", "string"],
      description: `${description}; what cannot be read counts as absent, what is out of range is moved into it`,
    }),
  );

export const QualityQueryString = Type.Object({
  hour: lenient(HOUR),
  day: lenient(DAY),
  preset: Type.Optional(Type.String({ maxLength: 50, description: PRESET, ...NAME })),
  category: Type.Optional(Type.String({ maxLength: 100, ...NAME })),
  sessions_today: lenient(SESSIONS),
  minutes_since_last: lenient(REST),
});
export type QualityQueryString = Static<typeof QualityQueryString>;

const number = (description: string) =>
  Type.Optional(
    nullable("integer", { description: `${description}; what is out of range is moved into it` }),
  );
const percent = (description: string) =>
  Type.Optional(nullable("number", { description: `0–100; ${description}` }));

const WellnessMembers = {
  sleep_quality: percent("100 is the best night"),
  energy_level: percent("100 is full of energy"),
  mood: percent("100 is the best mood"),
  stress_level: percent("100 is the most stress: here low is good"),
  motivation: percent("100 is the most motivated"),
  focus_ability: percent("100 is the most focused"),
  overall_wellness: percent("the whole, in place of the six"),
};
const WellnessAnswerBody = Type.Object(WellnessMembers);

export const QualityBody = Type.Object(
  {
    hour: number(HOUR),
    day: number(DAY),
    preset: Type.Optional(nullable("string", { maxLength: 50, description: PRESET, ...NAME })),
    category: Type.Optional(nullable("string", { maxLength: 100, ...NAME })),
    sessions_today: number(SESSIONS),
    minutes_since_last: number(REST),
    wellness: Type.Optional(
      Type.Unsafe<Static<typeof WellnessAnswerBody> | null>({
        type: ["object", "null"],
        properties: WellnessMembers,
        description: "how the day feels; null or absent for today: the stored check-in of today",
      }),
    ),
  },
  {
    title: "QualityQuestion",
    description:
      "Each member that is absent or null is taken from the query, and else has its default. Other members are ignored.",
  },
);
export type QualityBody = Static<typeof QualityBody>;

const FactorScoreBody = Type.Object(
  {
    score: Type.Number({
      minimum: 0,
      maximum: 100,
      description:
        "mean of the person's ratings with this factor; a conventional value while there are none",
    }),
    confidence: Type.Number({
      minimum: 0,
      maximum: 1,
      description: "amount of own evidence behind the score",
    }),
    weight: Type.Number({
      minimum: 0,
      maximum: 1,
      description: "usual importance; what really moves the forecast is `contribution`",
    }),
    contribution: Type.Number({
      description:
        "contribution to the forecast in points; contributions and `baseline` add up to `predicted_productivity`",
    }),
  },
  { title: "QualityFactorScore", additionalProperties: false },
);

export const QualityAnswer = Type.Object(
  {
    predicted_productivity: Type.Number({
      minimum: 0,
      maximum: 100,
      description:
        "expected rating of a completed session; before the first rating the population's value",
    }),
    interval: NullableInterval,
    baseline: Type.Number({
      minimum: 0,
      maximum: 100,
      description:
        "expected rating of a typical session of this person today; before the first rating the population's value",
    }),
    completion_probability: nullable("number", {
      minimum: 0,
      maximum: 1,
      description: "null without sessions, and while paused",
    }),
    skill_vs_mean: nullable("number", {
      description:
        "reduction in squared error relative to the person's mean as the forecast, measured out of sample; null until there are enough sessions; at or below 0 the forecast is no better than the mean",
    }),
    rated_share: nullable("number", {
      minimum: 0,
      maximum: 1,
      description: "share of sessions that were rated; people choose what they rate",
    }),
    confidence: Confidence,
    context: Type.Object(
      {
        hour: Type.Integer({ minimum: 0, maximum: 23 }),
        day_of_week: Type.Integer({ minimum: 0, maximum: 6, description: "0 = Monday" }),
        day_name: Type.Enum([...CZECH_WEEKDAYS_ASCII], {
          description: "Czech without diacritics, in every language",
        }),
        weekday: Weekday,
        preset: Type.String(),
        preset_name: Type.String(),
        category: nullable("string"),
        sessions_today: Type.Integer({ minimum: 0, description: "as given or as counted" }),
        minutes_since_last: nullable("integer", {
          minimum: 0,
          description: "as given or as computed; null: first of the day, or unknown",
        }),
        has_wellness_data: Type.Boolean(),
        wellness_source: Type.Unsafe<"request" | "checkin" | null>({
          type: ["string", "null"],
          enum: ["request", "checkin", null],
          description: "`checkin`: the stored one of today",
        }),
      },
      { additionalProperties: false, description: "what the forecast is about" },
    ),
    factor_scores: Type.Object(
      {
        hour: FactorScoreBody,
        day: FactorScoreBody,
        preset: FactorScoreBody,
        category: FactorScoreBody,
        fatigue: FactorScoreBody,
        recovery: FactorScoreBody,
        wellness: FactorScoreBody,
      },
      { additionalProperties: false },
    ),
    factors: Type.Array(
      Type.Object(
        {
          type: Type.Enum(["positive", "negative"]),
          factor: Type.Enum([
            "hour",
            "day",
            "preset",
            "category",
            "fatigue",
            "recovery",
            "wellness",
          ]),
          name: Type.String(),
          description: Type.String(),
          impact: Type.Enum(["high", "medium", "low"]),
        },
        { additionalProperties: false },
      ),
      { maxItems: 5, description: "notable factors, strongest first" },
    ),
    recommendation: Type.Object(
      {
        type: Type.Enum(["positive", "warning", "neutral", "negative", "suggestion"]),
        message: Type.String(),
        action: nullable("string"),
        icon: Type.Enum(["🚀", "💪", "☕", "👍", "⚠️", "🛑", "💡", "📊"]),
      },
      { additionalProperties: false },
    ),
    metadata: Type.Object(
      {
        model_version: Type.Enum(["1.1"], { description: "version of the shape of this answer" }),
        model: Type.String({ description: "name and version of the model" }),
        total_sessions_analyzed: Type.Integer({ minimum: 0 }),
        wellness_integrated: Type.Boolean({
          description: "whether wellness influenced the forecast",
        }),
        timestamp: Type.String({ description: "local time of the answer, without an offset" }),
        as_of: Type.String({ description: "the same time as an instant, RFC 3339" }),
      },
      { additionalProperties: false },
    ),
    message: Type.Optional(
      Type.String({ description: "one sentence; only while paused, when nothing is forecast" }),
    ),
    data: DataBasis,
  },
  {
    title: "QualityAnswer",
    additionalProperties: false,
    description:
      "Confidence: the probability that the rating lies within 10 points of `predicted_productivity`.",
  },
);
export type QualityAnswer = Static<typeof QualityAnswer>;
