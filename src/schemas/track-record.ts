import { type Static, Type } from "typebox";
import { CalendarDate } from "./answer.ts";

/** Default number of past days. */
export const TRACK_RECORD_DAYS = 90;

export const TrackRecordQuery = Type.Object({
  days: Type.Optional(
    Type.Integer({
      minimum: 7,
      maximum: TRACK_RECORD_DAYS,
      default: TRACK_RECORD_DAYS,
      description: "this many days back from yesterday",
    }),
  ),
});
export type TrackRecordQuery = Static<typeof TrackRecordQuery>;

const Count = Type.Integer({ minimum: 0 });
const Share = Type.Number({ minimum: 0, maximum: 1 });
const Miss = (description: string) => Type.Number({ minimum: 0, description });

const Counts = Type.Object(
  {
    inside: Type.Integer({
      minimum: 0,
      description: "days whose count was within that morning's interval",
    }),
    promised_share: Type.Number({
      minimum: 0,
      maximum: 1,
      description: "mean forecast probability of the interval",
    }),
    inside_share: Share,
    mean_miss: Miss("mean absolute error of the forecast's mean, in sessions per day"),
    weekday_mean_miss: Miss(
      "the same for the mean of that weekday in the year before as the forecast",
    ),
    crps: Miss("score of the whole forecast, in sessions; lower is better"),
    weekday_crps: Miss("the same for the histogram of that weekday in the year before"),
    reliability: Type.Array(
      Type.Object(
        { days: Count, promised_share: Share, inside: Count },
        { additionalProperties: false },
      ),
      { description: "the same by forecast probability" },
    ),
  },
  { additionalProperties: false },
);

const Ratings = Type.Object(
  {
    ratings: Count,
    days: Count,
    inside: Count,
    promised_share: Share,
    inside_share: Share,
    mean_miss: Miss("mean absolute error of the expected rating, in points"),
    level_miss: Miss("the same for the person's own level as the forecast"),
  },
  { additionalProperties: false },
);

const Completion = Type.Array(
  Type.Object(
    {
      sessions: Type.Integer({ minimum: 0, description: "recent ones count more" }),
      stated_share: Share,
      completed_share: Share,
    },
    { additionalProperties: false },
  ),
);

const orNull = <Schema extends typeof Counts | typeof Ratings | typeof Completion>(
  schema: Schema,
  description: string,
) =>
  Type.Unsafe<Static<Schema> | null>({
    anyOf: [schema, { type: "null" }],
    description: `${description}; null below 30 scored cases`,
  });

export const TrackRecord = Type.Object(
  {
    from: CalendarDate,
    to: CalendarDate,
    status: Type.Enum(["ready", "insufficient_data"]),
    scored_days: Count,
    needed_days: Count,
    summary: Type.Array(Type.String(), { description: "sentences in plain words" }),
    sessions: orNull(Counts, "session counts, `/api/prediction/today`"),
    ratings: orNull(Ratings, "ratings, `/api/predict-quality`"),
    completion: orNull(Completion, "completion of sessions, by forecast probability"),
    days: Type.Array(
      Type.Object(
        {
          date: CalendarDate,
          expected_sessions: Type.Number({ minimum: 0 }),
          lower: Count,
          upper: Count,
          probability: Share,
          sessions: Count,
          inside: Type.Boolean(),
        },
        { additionalProperties: false },
      ),
      { description: "oldest first: that morning's forecast and the outcome; empty below 30" },
    ),
  },
  { title: "TrackRecord", additionalProperties: false },
);
export type TrackRecord = Static<typeof TrackRecord>;
