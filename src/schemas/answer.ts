import { type Static, Type } from "typebox";

/** Parts of every statistical answer. */

export const Weekday = Type.Enum(
  ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
  { description: "English name of the weekday" },
);

export const Interval = Type.Object(
  {
    lower: Type.Number({ description: "smallest value inside, inclusive" }),
    upper: Type.Number({ description: "largest value inside, inclusive" }),
    probability: Type.Number({
      minimum: 0,
      maximum: 1,
      description:
        "probability that the value lies inside; intervals of whole numbers hold at least 0.8, usually more",
    }),
  },
  { additionalProperties: false, description: "central interval of the predictive distribution" },
);
export type Interval = Static<typeof Interval>;

/** An interval, or null when it is not based on the person's own data. */
export const NullableInterval = Type.Union([Interval, Type.Null()], {
  description:
    "central interval of the predictive distribution; null without sessions, and while paused",
});

export const Confidence = Type.Number({
  minimum: 0,
  maximum: 1,
  description:
    "the service's own probability that the answer is correct, in the sense that the route states; 0 while the answer is " +
    "not based on enough of the person's own sessions",
});

export const DataBasis = Type.Object(
  {
    status: Type.Enum(["ready", "insufficient_data", "paused"], {
      description:
        "`insufficient_data`: the values are those of the population, not knowledge of this person; " +
        "`paused`: four weeks or more without a session; nothing is forecast until the person starts again",
    }),
    sessions: Type.Integer({ minimum: 0, description: "sessions behind the answer" }),
    days: Type.Integer({
      minimum: 0,
      description: "days from the first of them to the day asked about",
    }),
    method: Type.String({ description: "stable name of the method" }),
    last_session: Type.Optional(
      Type.String({ description: "day of the newest session, YYYY-MM-DD; only when paused" }),
    ),
    needed: Type.Optional(
      Type.Integer({
        minimum: 1,
        description: "the number that would be enough, if there are fewer",
      }),
    ),
  },
  { additionalProperties: false, description: "data behind the answer" },
);
export type DataBasis = Static<typeof DataBasis>;

export const CalendarDate = Type.String({
  pattern: "^\\d{4}-\\d{2}-\\d{2}$",
  description: "YYYY-MM-DD, local to the person",
});

/** A string or null as a list of types: it serialises faster than a union and has the same meaning. */
export function nullable<const Name extends "string" | "integer" | "number">(
  type: Name,
  options: Record<string, unknown> = {},
) {
  type Value = Name extends "string" ? string : number;
  return Type.Unsafe<Value | null>({ ...options, type: [type, "null"] });
}
