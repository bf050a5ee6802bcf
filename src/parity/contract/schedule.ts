import { Type } from "typebox";
import {
  Count,
  DateOnly,
  Hour,
  orNull,
  perHour,
  Rating,
  Share,
  Text,
  Time,
  Weekday,
} from "./members.ts";
import { type ContractRoute, lenientNumber } from "./route.ts";

const hour = { hour: Hour, time: Time, score: Rating, session_count: Count, confidence: Share };
const preset = { recommended_preset: Text, preset_name: Text, preset_rating: orNull(Rating) };
const totals = { total_work_minutes: Count, total_break_minutes: Count, total_time_minutes: Count };

const OptimalSchedule = Type.Object({
  date: DateOnly,
  day_of_week: Type.Enum(["Pondělí", "Úterý", "Středa", "Čtvrtek", "Pátek", "Sobota", "Neděle"]),
  day_of_week_en: Weekday,
  day_of_week_num: Type.Integer({ minimum: 0, maximum: 6 }),
  peak_hours: Type.Array(Type.Object({ ...hour, ...preset, expected_productivity: Rating }), {
    minItems: 5,
    maxItems: 5,
  }),
  avoid_hours: Type.Array(Type.Object({ ...hour, expected_productivity: Rating, reason: Text }), {
    minItems: 5,
    maxItems: 5,
  }),
  hourly_breakdown: perHour(
    Type.Object({
      ...hour,
      ...preset,
      productivity: orNull(Rating),
      completion_rate: orNull(Rating),
      data_source: Type.Enum(["historical", "default"]),
    }),
  ),
  optimal_schedule: Type.Object({
    sessions: Type.Array(
      Type.Object({
        slot: Type.Integer({ minimum: 1, maximum: 12 }),
        hour: Hour,
        time: Time,
        preset: Text,
        preset_name: Text,
        work_minutes: Count,
        break_minutes: Count,
        expected_productivity: Rating,
        confidence: Share,
      }),
      { maxItems: 12 },
    ),
    ...totals,
    avg_expected_productivity: Rating,
    sessions_count: Count,
  }),
  summary: Type.Object({
    best_time_range: Type.String({ pattern: "^\\d{2}:00 - \\d{2}:00$" }),
    recommended_break_times: Type.Array(Hour, { minItems: 2, maxItems: 2 }),
    recommended_sessions: Type.Integer({ minimum: 0, maximum: 12 }),
    ...totals,
    expected_avg_productivity: Rating,
  }),
  confidence: Share,
  total_sessions_analyzed: Count,
  recommendation_basis: Text,
});

/** Czech names with and without accents. */
const DAY_NAMES = [
  "today",
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
  "sunday",
  "pondeli",
  "pondělí",
  "utery",
  "úterý",
  "streda",
  "středa",
  "ctvrtek",
  "čtvrtek",
  "patek",
  "pátek",
  "sobota",
  "nedele",
  "neděle",
];

export const SCHEDULE = {
  optimal_schedule: {
    methods: ["GET"],
    path: "/api/optimal-schedule",
    parameters: {
      sessions: lenientNumber(Type.Integer({ minimum: 1, maximum: 12, default: 6 }), [1, 5, 12]),
      day: {
        in: "query",
        schema: Type.Enum(DAY_NAMES, { default: "today" }),
        reading: "lenient",
        valid: [...DAY_NAMES, "Sunday", "NEDĚLE"],
        unreadable: ["x", "", "9", "mon"],
      },
    },
    answer: OptimalSchedule,
  },
} as const satisfies Record<string, ContractRoute>;
