import { type Static, Type } from "typebox";
import {
  CalendarDate,
  Confidence,
  DataBasis,
  NullableInterval,
  nullable,
  Weekday,
} from "./answer.ts";
import { PresetId } from "./preset.ts";

export const TodayQuery = Type.Object({
  date: Type.Optional(
    Type.String({
      format: "calendar-date",
      description:
        "YYYY-MM-DD; today when absent. A past date is answered as of its first moment, with nothing that " +
        "happened later; a future one (up to 28 days) is forecast ahead.",
    }),
  ),
});

export const WeekQuery = Type.Object({
  start_date: Type.Optional(
    Type.String({
      format: "calendar-date",
      description:
        "YYYY-MM-DD, the first of the seven days; today when absent. Past and future as for `date`.",
    }),
  ),
});

const Message = Type.Optional(
  Type.String({ description: "one sentence; only while paused, when nothing is forecast" }),
);
/** Clients require a number here. */
const ASSUMED = "before the first session the population's value, see `data.status`";
const predicted = (description: string) =>
  Type.Integer({ minimum: 0, description: `${description}; ${ASSUMED}` });
const Mean = nullable("number", {
  minimum: 0,
  description: "mean of the distribution; null without sessions, and while paused",
});
const Rating = Type.Number({
  minimum: 0,
  maximum: 100,
  description: "before the first rating the population's value",
});

export const TodayPrediction = Type.Object(
  {
    date: CalendarDate,
    as_of: Type.String({
      description: "the moment up to which the answer contains all data, RFC 3339",
    }),
    current_hour: Type.Integer({ minimum: 0, maximum: 23 }),
    completed_sessions: Type.Integer({ minimum: 0, description: "completed so far on this date" }),
    predicted_sessions: predicted(
      "whole-day total of completed sessions; never below `completed_sessions`",
    ),
    remaining_sessions: predicted("those of them that are not completed yet"),
    expected_sessions: Mean,
    sessions_interval: NullableInterval,
    predicted_productivity: Rating,
    productivity_interval: NullableInterval,
    recommended_schedule: Type.Array(
      Type.Object(
        {
          hour: Type.Integer({ minimum: 0, maximum: 23 }),
          recommended_preset: PresetId,
          priority: Type.Enum(["high", "medium"]),
        },
        { additionalProperties: false },
      ),
      { maxItems: 6, description: "hours still ahead, in chronological order" },
    ),
    confidence: Confidence,
    energy_forecast: Type.Object(
      {
        level: Type.Enum(["high", "moderate", "low", "declining"]),
        message: Type.String(),
        basis: Type.Enum(["own_ratings", "clock"], {
          description: "`clock`: too few ratings, a rule of thumb by the time of day",
        }),
      },
      { additionalProperties: false },
    ),
    message: Message,
    data: DataBasis,
    productivity_data: DataBasis,
  },
  {
    additionalProperties: false,
    description: "Confidence: the probability that the total is within ±1 of `predicted_sessions`.",
  },
);
export type TodayPrediction = Static<typeof TodayPrediction>;

export const WeekPrediction = Type.Object(
  {
    predictions: Type.Array(
      Type.Object(
        {
          date: CalendarDate,
          day_name: Weekday,
          weekday: Weekday,
          predicted_sessions: predicted("completed sessions of the day"),
          expected_sessions: Mean,
          sessions_interval: NullableInterval,
          predicted_productivity: Rating,
          confidence: Confidence,
        },
        { additionalProperties: false },
      ),
      { minItems: 6, maxItems: 7, description: "seven; six where the zone left a day out" },
    ),
    total_predicted_sessions: predicted("sum of the seven"),
    total_expected_sessions: Mean,
    total_interval: NullableInterval,
    avg_predicted_productivity: Rating,
    predicted_sessions: Type.Integer({
      minimum: 0,
      description: "the same as `total_predicted_sessions`",
    }),
    recommended_focus: Type.Unsafe<string | null>({
      type: ["string", "null"],
      description: "the category with the best ratings, if there are enough",
    }),
    tip: Type.String({ description: "one plain sentence" }),
    message: Message,
    as_of: Type.String({
      description: "the moment up to which the answer contains all data, RFC 3339",
    }),
    data: DataBasis,
  },
  { additionalProperties: false },
);
export type WeekPrediction = Static<typeof WeekPrediction>;
