import { type Static, Type } from "typebox";
import { CalendarDate, nullable } from "./answer.ts";

/** A year, plus the weeks at the edges of its calendar view. */
export const MAX_DAYS_AT_ONCE = 400;

const bound = (description: string) =>
  Type.Optional(Type.String({ format: "calendar-date", description }));

export const DaysQuery = Type.Object({
  from: bound("the first day; 29 days before `to` when absent"),
  to: bound(`the last day, at most ${MAX_DAYS_AT_ONCE - 1} after \`from\`; today when absent`),
});
export type DaysQuery = Static<typeof DaysQuery>;

const Count = Type.Integer({ minimum: 0 });

export const DayList = Type.Object(
  {
    from: CalendarDate,
    to: CalendarDate,
    days: Type.Array(
      Type.Object(
        {
          date: CalendarDate,
          completed: Count,
          abandoned: Count,
          minutes: Type.Number({
            minimum: 0,
            maximum: 1440,
            description:
              "of sessions that began on the day, including abandoned ones; overlaps count once",
          }),
          rated: Count,
          avg_rating: nullable("number", {
            minimum: 0,
            maximum: 100,
            description: "null: unrated",
          }),
        },
        { additionalProperties: false },
      ),
      { description: "every day of the range, oldest first, days without sessions included" },
    ),
  },
  { title: "DayList", additionalProperties: false },
);
export type DayList = Static<typeof DayList>;
export type DaySummary = DayList["days"][number];
