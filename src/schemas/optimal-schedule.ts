import { type Static, Type } from "typebox";
import { CalendarDate, Confidence, DataBasis, Interval, nullable, Weekday } from "./answer.ts";
import { CZECH_WEEKDAYS_CAPITALISED } from "./czech-weekdays.ts";
import { type LenientRange, lenientInteger } from "./lenient-integer.ts";
import { PresetId } from "./preset.ts";

export const SCHEDULE_SESSIONS: LenientRange = { minimum: 1, maximum: 12, default: 6 };

/** Maximum number of times in one request. */
const MAX_TIMES = 24;

const severalTexts = (description: string) =>
  Type.Optional(
    Type.Union(
      [
        Type.String({ maxLength: 400 }),
        Type.Array(Type.String({ maxLength: 400 }), { maxItems: MAX_TIMES }),
      ],
      { description: `${description}; repeated, or several with commas between` },
    ),
  );

export const ScheduleQuery = Type.Object({
  sessions: lenientInteger(
    SCHEDULE_SESSIONS,
    "requested number of sessions; without `from` and `to` at most one more is planned than are to come that day",
  ),
  day: Type.Optional(
    Type.String({
      description:
        "`today` or a weekday, in English or Czech, with or without diacritics: the next such day; anything else means today",
    }),
  ),
  from: Type.Optional(
    Type.String({ maxLength: 20, description: "working hours begin, HH:MM; 06:00 when absent" }),
  ),
  to: Type.Optional(
    Type.String({
      maxLength: 20,
      description:
        "working hours end, HH:MM; 22:00 when absent; at or before `from`: on the next calendar day",
    }),
  ),
  busy: severalTexts("time that is taken, HH:MM-HH:MM"),
  keep: severalTexts(
    "start of a session planned earlier, HH:MM, which is kept unless another plan is clearly better",
  ),
});
export type ScheduleQuery = Static<typeof ScheduleQuery>;

const Hour = Type.Integer({ minimum: 0, maximum: 23 });
const Time = Type.String({ pattern: "^\\d{2}:\\d{2}$" });
const Rating = Type.Number({ minimum: 0, maximum: 100 });
const Minutes = Type.Integer({ minimum: 0 });
const DataSource = Type.Enum(["historical", "default"], {
  description: "`default`: no own ratings at this hour of this weekday",
});

const hour = {
  hour: Hour,
  time: Time,
  expected_productivity: Type.Number({
    minimum: 0,
    maximum: 100,
    description:
      "expected rating, shrunk towards the person's level while there is little data; without any, the population's value",
  }),
  score: Type.Number({
    minimum: 0,
    maximum: 100,
    description:
      "score by which hours are ranked: a cautious expectation × the probability of completion",
  }),
  session_count: Type.Integer({
    minimum: 0,
    description: "rated sessions at this hour of this weekday",
  }),
  data_source: DataSource,
};
const preset = {
  recommended_preset: PresetId,
  preset_name: Type.String(),
  preset_rating: nullable("number", {
    minimum: 0,
    maximum: 100,
    description: "mean rating of that preset in this part of the day",
  }),
};

const PeakHour = Type.Object(
  {
    ...hour,
    ...preset,
    confidence: Type.Number({
      minimum: 0,
      maximum: 1,
      description:
        "probability that the hour is better than the day's average hour; 0 without enough ratings",
    }),
  },
  { additionalProperties: false },
);

const AvoidHour = Type.Object(
  {
    ...hour,
    reason: Type.String(),
    confidence: Type.Number({
      minimum: 0,
      maximum: 1,
      description:
        "probability that the hour is worse than the day's average hour; 0 without enough ratings",
    }),
  },
  { additionalProperties: false },
);

const HourBreakdown = Type.Object(
  {
    ...hour,
    ...preset,
    expected_productivity: nullable("number", {
      minimum: 0,
      maximum: 100,
      description: "expected rating; null where there is no rated session",
    }),
    productivity: nullable("number", {
      minimum: 0,
      maximum: 100,
      description: "mean of the ratings, with more weight for recent ones",
    }),
    completion_rate: nullable("number", {
      minimum: 0,
      maximum: 100,
      description:
        "per cent of the sessions of this hour, on any weekday, that were completed; null where this weekday has none that is rated",
    }),
    confidence: Type.Number({
      minimum: 0,
      maximum: 1,
      description:
        "probability that the hour's true mean is within 10 points of what is expected; 0 where nothing is known",
    }),
  },
  { title: "ScheduleHour", additionalProperties: false },
);

const PlannedSession = Type.Object(
  {
    slot: Type.Integer({ minimum: 1, maximum: 12 }),
    hour: Hour,
    time: Time,
    end_time: Type.String({ pattern: "^\\d{2}:\\d{2}$", description: "end of the work" }),
    preset: PresetId,
    preset_name: Type.String(),
    work_minutes: Minutes,
    break_minutes: Minutes,
    expected_productivity: Rating,
    confidence: Type.Number({
      minimum: 0,
      maximum: 1,
      description:
        "probability that the rating is within 10 points of what is expected; 0 without enough ratings",
    }),
  },
  { additionalProperties: false },
);

const totals = {
  total_work_minutes: Minutes,
  total_break_minutes: Minutes,
  total_time_minutes: Minutes,
};

export const OptimalSchedule = Type.Object(
  {
    date: Type.String({ ...CalendarDate, description: "the day that is planned, YYYY-MM-DD" }),
    day_of_week: Type.Enum([...CZECH_WEEKDAYS_CAPITALISED], {
      description: "Czech in every language",
    }),
    day_of_week_en: Weekday,
    weekday: Weekday,
    day_of_week_num: Type.Integer({ minimum: 0, maximum: 6, description: "0 = Monday" }),
    peak_hours: Type.Array(PeakHour, { minItems: 5, maxItems: 5, description: "best first" }),
    avoid_hours: Type.Array(AvoidHour, { minItems: 5, maxItems: 5, description: "worst first" }),
    hourly_breakdown: Type.Object(
      Object.fromEntries(
        Array.from({ length: 24 }, (_, index): [string, typeof HourBreakdown] => [
          String(index),
          HourBreakdown,
        ]),
      ),
      { additionalProperties: false, description: "all 24 hours" },
    ),
    optimal_schedule: Type.Object(
      {
        sessions: Type.Array(PlannedSession, {
          maxItems: 12,
          description:
            "in chronological order; work and break of one end before the next begins, and none begins in the past",
        }),
        ...totals,
        avg_expected_productivity: Type.Number({
          minimum: 0,
          maximum: 100,
          description: "0 without a session",
        }),
        sessions_count: Type.Integer({ minimum: 0, maximum: 12 }),
      },
      { additionalProperties: false },
    ),
    gain_over_usual: Type.Unsafe<{ points: number; interval: Static<typeof Interval> } | null>({
      type: ["object", "null"],
      properties: { points: Type.Number(), interval: Interval },
      required: ["points", "interval"],
      additionalProperties: false,
      description:
        "points of expected rating per session above the hours at which this person usually works; null while these are unknown",
    }),
    summary: Type.Object(
      {
        best_time_range: Type.String({
          description: "the best contiguous hours, `HH:00 - HH:00`",
        }),
        recommended_break_times: Type.Array(Hour, {
          maxItems: 2,
          description: "the two hours least suited to work, without those that are planned",
        }),
        recommended_sessions: Type.Integer({
          minimum: 0,
          maximum: 12,
          description:
            "planned sessions; fewer than requested when fewer are to come or no more fit",
        }),
        requested_sessions: Type.Integer({ minimum: 1, maximum: 12 }),
        sessions_to_come: Type.Integer({
          minimum: 0,
          description:
            "sessions that the forecast still expects on that day; 0 on days off and while nothing is forecast",
        }),
        ...totals,
        expected_avg_productivity: Rating,
      },
      { additionalProperties: false },
    ),
    confidence: Confidence,
    total_sessions_analyzed: Type.Integer({ minimum: 0, description: "rated sessions" }),
    recommendation_basis: Type.String({ description: "one plain sentence" }),
    data: DataBasis,
  },
  {
    title: "OptimalSchedule",
    additionalProperties: false,
    description:
      "Confidence: the probability that the first of `peak_hours` is truly the best hour of the day.",
  },
);
export type OptimalSchedule = Static<typeof OptimalSchedule>;
