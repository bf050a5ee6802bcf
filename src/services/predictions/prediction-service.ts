import type { Locale } from "../../messages/locale.ts";
import type { ProfileReader } from "../../profiles/profile-service.ts";
import type { TodayPrediction, WeekPrediction } from "../../schemas/predictions.ts";
import type { EpochDay } from "../../time/calendar.ts";
import { memoizePerProfile } from "../answers/memoize-per-profile.ts";
import { viewOn } from "../answers/view-on.ts";
import { dayFacts, weekFacts } from "./facts.ts";
import { presentDay, presentWeek } from "./present.ts";

export interface PredictionService {
  /** Forecast for a date (today when absent), as of now or, for a past date, as of its beginning. */
  today(userId: string, date: string | undefined, locale: Locale): Promise<TodayPrediction>;
  /** Forecast for each of seven days, and their total. */
  week(userId: string, startDate: string | undefined, locale: Locale): Promise<WeekPrediction>;
}

export function createPredictionService(profiles: ProfileReader): PredictionService {
  const weekOf = memoizePerProfile(
    (view, day: EpochDay, locale: Locale) => presentWeek(weekFacts(view, day), { view, locale }),
    (view, day, locale) => `${locale} ${Math.floor(view.wallMinute)} ${day}`,
  );
  return {
    async today(userId, date, locale) {
      const { view, day } = await viewOn(profiles, userId, date, "date");
      return presentDay(dayFacts(view, day), { view, locale });
    },
    async week(userId, startDate, locale) {
      const { view, day } = await viewOn(profiles, userId, startDate, "start_date");
      return weekOf(view, day, locale);
    },
  };
}
