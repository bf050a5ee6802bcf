import { type Static, Type } from "typebox";
import { DataBasis, nullable, Weekday } from "./answer.ts";

const Rating = Type.Number({ minimum: 0, maximum: 100 });
const Hours = Type.Array(Type.Integer({ minimum: 0, maximum: 23 }), { maxItems: 3 });
const RatedGroup = Type.Object(
  {
    avg_rating: Rating,
    session_count: Type.Integer({ minimum: 1 }),
    shrunken_rating: Rating,
    interval: Type.Object({ lower: Rating, upper: Rating }, { additionalProperties: false }),
  },
  { additionalProperties: false },
);

export const Analysis = Type.Object(
  {
    analysis: Type.Object(
      {
        best_hours: Hours,
        worst_hours: Hours,
        best_day: Type.Unsafe<string | null>({
          type: ["string", "null"],
          enum: [
            "Monday",
            "Tuesday",
            "Wednesday",
            "Thursday",
            "Friday",
            "Saturday",
            "Sunday",
            null,
          ],
        }),
        productivity_by_hour: Type.Record(Type.String(), Rating),
        productivity_by_day: Type.Record(Type.String(), Rating),
        productivity_by_category: Type.Record(Type.String(), RatedGroup),
        productivity_by_preset: Type.Record(Type.String(), RatedGroup),
        trend: Type.Enum(["up", "down", "stable"]),
        trend_details: Type.Object(
          {
            difference: Type.Unsafe<number | null>({
              type: ["number", "null"],
              description: "mean rating of the last 7 days minus that of the 28 before them",
            }),
            probability: Type.Unsafe<number | null>({
              type: ["number", "null"],
              minimum: 0,
              maximum: 1,
              description: "probability that the change has this direction",
            }),
            recent_ratings: Type.Integer({ minimum: 0 }),
            earlier_ratings: Type.Integer({ minimum: 0 }),
          },
          { additionalProperties: false },
        ),
        best_hours_probability: Type.Record(
          Type.String(),
          Type.Number({ minimum: 0, maximum: 1 }),
          {
            description: "for each best hour, the probability that it is among the three best",
          },
        ),
        total_sessions_analyzed: Type.Integer({ minimum: 0, description: "rated sessions" }),
      },
      { additionalProperties: false },
    ),
    heatmap: Type.Record(
      Weekday,
      Type.Record(
        Type.String(),
        Type.Object(
          {
            sessions: Type.Integer({ minimum: 0 }),
            avg_rating: Type.Number({
              minimum: 0,
              maximum: 100,
              description: "0 where there is no rated session",
            }),
            expected_rating: nullable("number", {
              minimum: 0,
              maximum: 100,
              description: "null where there is no rated session",
            }),
          },
          { additionalProperties: false },
        ),
      ),
    ),
    data: DataBasis,
  },
  { additionalProperties: false },
);
export type Analysis = Static<typeof Analysis>;
