import { type TSchema, Type } from "typebox";

/** Members shared by several answers, with the types and ranges that clients of the first version rely on. */
export const Text = Type.String();
export const Sentence = Type.String({ minLength: 1 });
export const Count = Type.Integer({ minimum: 0 });
export const Rating = Type.Number({ minimum: 0, maximum: 100 });
export const Share = Type.Number({ minimum: 0, maximum: 1 });
export const Hour = Type.Integer({ minimum: 0, maximum: 23 });
/** Up to three, best (or worst) first. */
export const Hours = Type.Array(Hour, { maxItems: 3 });
export const Time = Type.String({ pattern: "^\\d{2}:\\d{2}$" });
export const DateOnly = Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}$" });
/** Local time without a zone, which older clients display. */
export const LocalTimestamp = Type.String({
  pattern: "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?$",
});
export const orNull = (schema: TSchema) => Type.Union([schema, Type.Null()]);

export const PRESET_IDS = ["deep_work", "learning", "quick_tasks", "flow_mode"] as const;
export const PresetId = Type.Enum([...PRESET_IDS]);

export const WEEKDAY_NAMES = [
  "Monday",
  "Tuesday",
  "Wednesday",
  "Thursday",
  "Friday",
  "Saturday",
  "Sunday",
] as const;
export const Weekday = Type.Enum([...WEEKDAY_NAMES]);

/** An object with a member for each hour, `"0"` to `"23"`. */
export const perHour = (cell: TSchema) =>
  Type.Object(
    Object.fromEntries(Array.from({ length: 24 }, (_, hour) => [String(hour), cell] as const)),
    { additionalProperties: false },
  );

/** The same with only the hours that have data. */
export const perHourWithData = (cell: TSchema) => Type.Partial(perHour(cell));

/** An object with a member for each weekday, by its English name. */
export const perWeekday = (cell: TSchema) =>
  Type.Object(Object.fromEntries(WEEKDAY_NAMES.map((name) => [name, cell] as const)), {
    additionalProperties: false,
  });

export const perWeekdayWithData = (cell: TSchema) => Type.Partial(perWeekday(cell));

/** An object with user-defined names as members. */
export const perName = (entry: TSchema) => Type.Record(Type.String(), entry);

export const Trend = Type.Enum(["up", "down", "stable"]);

/** Accepted difference D50: the trend of sessions, formerly constant, has the same values as the trend of ratings. */
const Direction = Type.Enum(["improving", "declining", "stable", "insufficient_data"]);
export const Trends = Type.Object({
  session_trend: Direction,
  productivity_trend: Direction,
  total_sessions: Count,
  avg_productivity: Rating,
});

export const RiskFactor = Type.Object({
  factor: Type.Enum([
    "declining_productivity",
    "overwork",
    "night_sessions",
    "weekend_work",
    "variability",
    "continuous_days",
  ]),
  name: Text,
  severity: Type.Enum(["low", "medium", "high"]),
  score: Type.Integer({ minimum: 1, maximum: 25 }),
  value: Type.Number(),
  message: Text,
});
