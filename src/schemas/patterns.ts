import { type Static, Type } from "typebox";
import { DataBasis } from "./answer.ts";

const Count = Type.Integer({ minimum: 0, maximum: 1_000_000 });
const Rating = Type.Number({ minimum: 0, maximum: 100 });
const Hours = Type.Array(Type.Integer({ minimum: 0, maximum: 23 }), { maxItems: 3 });

/** Statistics computed by the caller. Other members that clients send are ignored. */
export const PatternsInput = Type.Object(
  {
    hourly_productivity: Type.Optional(
      Type.Record(
        Type.String({ pattern: "^(0?\\d|1\\d|2[0-3])$" }),
        Type.Object({
          sessions: Type.Optional(Count),
          ratings: Type.Optional(Type.Array(Rating, { maxItems: 10_000 })),
        }),
        { additionalProperties: false, description: "by hour of the day" },
      ),
    ),
    daily_stats: Type.Optional(
      Type.Record(
        Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}$" }),
        Type.Object({ sessions: Type.Optional(Count), minutes: Type.Optional(Count) }),
        { additionalProperties: false, description: "by date" },
      ),
    ),
  },
  { title: "PatternsInput", description: "what is absent comes from the person's own sessions" },
);
export type PatternsInput = Static<typeof PatternsInput>;

const Source = Type.Enum(["request", "own_sessions"]);

export const Patterns = Type.Object(
  {
    productivity: Type.Object(
      {
        best_hours: Hours,
        worst_hours: Hours,
        best_day: Type.String({ description: "English weekday, or `Unknown`" }),
        avg_sessions_per_day: Type.Number({ minimum: 0 }),
        consistency_score: Type.Number({
          minimum: 0,
          maximum: 1,
          description: "share of the days that had a session",
        }),
      },
      { additionalProperties: false },
    ),
    recommendations: Type.Array(Type.String()),
    warnings: Type.Array(Type.String()),
    sources: Type.Object({ hours: Source, days: Source }, { additionalProperties: false }),
    data: DataBasis,
  },
  {
    title: "Patterns",
    additionalProperties: false,
    description:
      "Hours and weekdays are ranked by their ratings, shrunk towards the overall mean while there are few; no hour is in both lists. Weekdays are always the person's own.",
  },
);
export type Patterns = Static<typeof Patterns>;
