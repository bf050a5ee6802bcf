import { type Static, Type } from "typebox";
import { Confidence, DataBasis, Interval, nullable } from "./answer.ts";

export const LOAD_FACTORS = [
  "declining_productivity",
  "overwork",
  "night_sessions",
  "weekend_work",
  "variability",
  "continuous_days",
] as const;

const FactorName = Type.Enum([...LOAD_FACTORS]);

const Change = Type.Object(
  {
    estimate: Type.Number(),
    interval: Interval,
    unit: Type.Enum(["percent", "percentage_points"]),
  },
  { additionalProperties: false },
);

const Wellness = Type.Object(
  { recent: Type.Number(), baseline: Type.Number() },
  { additionalProperties: false },
);

const Evidence = Type.Object(
  {
    recent: nullable("number", { description: "the last seven days" }),
    baseline: nullable("number", { description: "what they are compared with" }),
    unit: Type.Enum(["rating", "minutes_per_day", "percent_of_sessions", "points", "days"]),
    compared_with: Type.Unsafe<"four_weeks_before" | "months_before" | null>({
      type: ["string", "null"],
      enum: ["four_weeks_before", "months_before", null],
      description:
        "whichever shows the larger change; null for a run of days, which is counted exactly",
    }),
    change: Type.Unsafe<Static<typeof Change> | null>({
      ...Change,
      type: ["object", "null"],
      description:
        "estimate of the person's true change, shrunk by the usual variation between weeks; positive is more strain",
    }),
    wellness: Type.Unsafe<Static<typeof Wellness> | null>({
      ...Wellness,
      type: ["object", "null"],
      description: "means of the check-ins that count in addition to the ratings",
    }),
  },
  { title: "LoadEvidence", additionalProperties: false },
);
export type LoadEvidence = Static<typeof Evidence>;

const measured = {
  factor: FactorName,
  value: Type.Number({
    description:
      "decline in per cent of the usual rating; minutes per day above the usual; per cent of sessions at night, at weekends; deviation of ratings in points; days in a row",
  }),
  evidence: Evidence,
};

export const BurnoutRisk = Type.Object(
  {
    risk_score: Type.Integer({ minimum: 0, maximum: 100, description: "sum of the scores" }),
    risk_level: Type.Enum(["low", "medium", "high", "critical", "unknown"], {
      description: "to 25, to 50, to 75, above; `unknown` with too few sessions",
    }),
    risk_factors: Type.Array(
      Type.Object(
        {
          factor: FactorName,
          name: Type.String(),
          severity: Type.Enum(["low", "medium", "high"]),
          score: Type.Integer({ minimum: 1, maximum: 25 }),
          value: measured.value,
          message: Type.String({ description: "one or two plain sentences" }),
          evidence: Evidence,
        },
        { additionalProperties: false },
      ),
      { maxItems: 6, description: "what raised the score, highest first" },
    ),
    measured_factors: Type.Array(
      Type.Object(
        { ...measured, score: Type.Integer({ minimum: 0, maximum: 25 }) },
        { additionalProperties: false },
      ),
      {
        maxItems: 6,
        description: "all factors that could be measured, including those that score 0",
      },
    ),
    unmeasured_factors: Type.Array(FactorName, {
      maxItems: 6,
      description: "not judged for lack of data; they add nothing to the score",
    }),
    recommendations: Type.Array(Type.String(), { minItems: 1, maxItems: 3 }),
    confidence: Confidence,
    analyzed_period: Type.Enum(["14 days"], {
      description: "in which sessions are counted to see whether there is enough",
    }),
    recent_days: Type.Integer({ minimum: 1, description: "days that are judged" }),
    baseline_days: Type.Integer({ minimum: 1, description: "days before them, for comparison" }),
    total_sessions_analyzed: Type.Integer({ minimum: 0, description: "in the analyzed period" }),
    message: Type.Optional(Type.String({ description: "only without enough data" })),
    data: DataBasis,
  },
  {
    title: "BurnoutRisk",
    additionalProperties: false,
    description:
      "Load of the last days relative to the person's own weeks before: a signal about load and recovery from timer data, not a statement about health. Confidence: the probability that the level is correct; 0 when it is unknown.",
  },
);
export type BurnoutRisk = Static<typeof BurnoutRisk>;
