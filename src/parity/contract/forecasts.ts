import { Type } from "typebox";
import {
  Count,
  DateOnly,
  Hour,
  Hours,
  orNull,
  PRESET_IDS,
  PresetId,
  perHour,
  perHourWithData,
  perName,
  perWeekday,
  perWeekdayWithData,
  Rating,
  Sentence,
  Share,
  Text,
  Time,
  Trend,
  Trends,
  Weekday,
} from "./members.ts";
import {
  type ContractRoute,
  lenientNumber,
  NO_DATES,
  type Parameter,
  strictNumber,
} from "./route.ts";

const Groups = perName(
  Type.Object({ avg_rating: Rating, session_count: Type.Integer({ minimum: 1 }) }),
);

const Analysis = Type.Object({
  analysis: Type.Object({
    best_hours: Hours,
    worst_hours: Hours,
    best_day: orNull(Weekday),
    productivity_by_hour: perHourWithData(Rating),
    productivity_by_day: perWeekdayWithData(Rating),
    productivity_by_category: Groups,
    productivity_by_preset: Groups,
    trend: Trend,
    total_sessions_analyzed: Count,
  }),
  heatmap: perWeekday(perHour(Type.Object({ sessions: Count, avg_rating: Rating }))),
});

const Recommendation = Type.Object({
  current_time: Time,
  recommended_preset: PresetId,
  // The member that a page of the web app reads instead.
  preset: PresetId,
  reason: Sentence,
  alternative: orNull(PresetId),
  confidence: Share,
  // Absent while no session is stored.
  all_scores: Type.Optional(
    Type.Object(Object.fromEntries(PRESET_IDS.map((id) => [id, Rating] as const))),
  ),
});

const Today = Type.Object({
  date: DateOnly,
  current_hour: Hour,
  completed_sessions: Count,
  predicted_sessions: Count,
  remaining_sessions: Count,
  predicted_productivity: Rating,
  // The first version ended every day at 18:00.
  recommended_schedule: Type.Array(
    Type.Object({
      hour: Hour,
      recommended_preset: PresetId,
      priority: Type.Enum(["high", "medium"]),
    }),
    { maxItems: 6 },
  ),
  confidence: Share,
  energy_forecast: Type.Object({
    level: Type.Enum(["high", "low", "moderate", "declining"]),
    message: Sentence,
  }),
});

const Week = Type.Object({
  predictions: Type.Array(
    Type.Object({
      date: DateOnly,
      day_name: Weekday,
      predicted_sessions: Count,
      predicted_productivity: Rating,
    }),
    { minItems: 7, maxItems: 7 },
  ),
  total_predicted_sessions: Count,
  avg_predicted_productivity: Rating,
  // Accepted difference D104: member of a stored answer that the calendar reads.
  predicted_sessions: Count,
  recommended_focus: orNull(Text),
  tip: Sentence,
});

const PresetStatistics = perName(
  Type.Object({
    avg_rating: Rating,
    session_count: Type.Integer({ minimum: 1 }),
    best_hour: orNull(Hour),
    best_category: orNull(Text),
  }),
);

const category: Parameter = {
  in: "query",
  schema: Type.String({ maxLength: 100 }),
  reading: "strict",
  valid: ["Learning", "Database", "__proto__", "never seen"],
  unreadable: ["x".repeat(101), "\0"],
};

/** Days from the distant past to the last forecast day, with the tests' clock at 2 March 2026. */
const day: Parameter = {
  in: "query",
  schema: Type.String({ format: "calendar-date" }),
  reading: "strict",
  valid: ["2026-03-02", "2026-02-27", "1971-01-01", "2026-03-30"],
  unreadable: [...NO_DATES, "2026-03-31", "2027-01-01"],
};

export const FORECASTS = {
  analysis: { methods: ["GET"], path: "/api/analysis", parameters: {}, answer: Analysis },
  recommendation: {
    methods: ["GET"],
    path: "/api/recommendation",
    parameters: {
      category,
      current_hour: strictNumber(Type.Integer({ minimum: 0, maximum: 23 }), [0, 3, 23]),
      current_day: strictNumber(Type.Integer({ minimum: 0, maximum: 6 }), [0, 6]),
    },
    answer: Recommendation,
  },
  prediction_today: {
    methods: ["GET"],
    path: "/api/prediction/today",
    parameters: { date: day },
    answer: Today,
  },
  prediction_week: {
    methods: ["GET"],
    path: "/api/prediction/week",
    parameters: { start_date: { ...day, valid: ["2026-03-02", "2026-01-05", "2026-03-30"] } },
    answer: Week,
  },
  trends: {
    methods: ["GET"],
    path: "/api/trends",
    parameters: {
      days: lenientNumber(Type.Integer({ minimum: 1, maximum: 365, default: 14 }), [1, 30, 365]),
    },
    answer: Trends,
  },
  preset_stats: {
    methods: ["GET"],
    path: "/api/preset-stats",
    parameters: {},
    answer: PresetStatistics,
  },
} as const satisfies Record<string, ContractRoute>;
