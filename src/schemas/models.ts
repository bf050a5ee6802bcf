import { type Static, Type } from "typebox";
import { DataBasis, nullable } from "./answer.ts";
import { TREND_DAYS } from "./insights.ts";
import { lenientInteger } from "./lenient-integer.ts";
import { ScheduleQuery } from "./optimal-schedule.ts";
import { QualityQueryString } from "./predict-quality.ts";

const Skill = Type.Object(
  {
    measure: Type.Enum(["skill_against_mean", "interval_coverage"], {
      description:
        "`skill_against_mean`: reduction in squared error relative to this person's mean as the forecast; `interval_coverage`: how often the uncorrected 80 % interval contained the day's count",
    }),
    value: Type.Number(),
    observations: Type.Integer({
      minimum: 1,
      description: "number of past answers it was measured on; recent ones have more weight",
    }),
  },
  { additionalProperties: false },
);

export const ModelList = Type.Object(
  {
    models: Type.Array(
      Type.Object(
        {
          name: Type.String(),
          version: Type.Integer({ minimum: 1 }),
          question: Type.String({ description: "what it answers" }),
          inputs: Type.Array(Type.String(), {
            description: "members of sessions and check-ins that it learns from",
          }),
          routes: Type.Array(Type.String(), { description: "route of its answers" }),
          learned_from: DataBasis,
          skill: Type.Unsafe<Static<typeof Skill> | null>({
            anyOf: [Skill, { type: "null" }],
            description: "measured on this person's own past; null without enough data",
          }),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { title: "ModelList", additionalProperties: false },
);
export type ModelList = Static<typeof ModelList>;
export type ModelEntry = ModelList["models"][number];

export const ModelParams = Type.Object(
  { name: Type.String({ maxLength: 50 }) },
  { additionalProperties: false },
);

const date = (description: string) =>
  Type.Optional(Type.String({ format: "calendar-date", description }));

/** Parameters of all models' routes; each model reads its own. */
export const ExplainQuery = Type.Object({
  date: date(
    "session-predictor: the day; today when absent. theme-productivity: the day whose theme is explained",
  ),
  start_date: date("session-predictor: the first of seven days, instead of `date`"),
  week_start: date("weekly-insights: any day of the week"),
  current_hour: Type.Optional(Type.Integer({ minimum: 0, maximum: 23 })),
  current_day: Type.Optional(Type.Integer({ minimum: 0, maximum: 6 })),
  days: lenientInteger(TREND_DAYS, "history-aggregates: this many days back"),
  ...ScheduleQuery.properties,
  ...QualityQueryString.properties,
});
export type ExplainQuery = Static<typeof ExplainQuery>;

export const ModelExplanation = Type.Object(
  {
    model: Type.String(),
    version: Type.Integer({ minimum: 1 }),
    unit: Type.Enum(["sessions", "points", "percent", "share", "bits"], {
      description:
        "of every number here; `bits`: of surprise; `points`: of a rating, or of the load score",
    }),
    baseline: Type.Number({ description: "the answer without the factors" }),
    total: Type.Number({ description: "the answer: the baseline plus all contributions" }),
    factors: Type.Array(
      Type.Object(
        {
          code: Type.String({ description: "stable" }),
          text: Type.String(),
          contribution: Type.Number(),
          parameters: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])),
        },
        { additionalProperties: false },
      ),
      { description: "in the order in which they are added" },
    ),
    confidence: nullable("number", {
      minimum: 0,
      maximum: 1,
      description: "as in the answer that is explained",
    }),
    data: DataBasis,
  },
  { title: "ModelExplanation", additionalProperties: false },
);
export type ModelExplanation = Static<typeof ModelExplanation>;
