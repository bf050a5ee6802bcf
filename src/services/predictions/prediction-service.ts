import type { Locale } from "../../messages/locale.ts";
import type { ProfileService } from "../../profiles/profile-service.ts";
import type { TodayPrediction, WeekPrediction } from "../../schemas/predictions.ts";
import { presentAnswers } from "../answers/per-profile.ts";
import { then } from "../answers/then.ts";
import { viewOn } from "../answers/view-on.ts";
import { dayFacts, weekFacts } from "./facts.ts";
import { presentDay, presentWeek } from "./present.ts";

export interface PredictionService {
  /** How many sessions on a date (today when absent), as of now or as of the start of a past date. */
  today(
    userId: string,
    date: string | undefined,
    locale: Locale,
  ): TodayPrediction | Promise<TodayPrediction>;
  /** How many sessions on each of seven days, and together. */
  week(
    userId: string,
    startDate: string | undefined,
    locale: Locale,
  ): WeekPrediction | Promise<WeekPrediction>;
}

export function createPredictionService(profiles: ProfileService): PredictionService {
  const weeks = presentAnswers<WeekPrediction>();
  return {
    today: (userId, date, locale) =>
      then(viewOn(profiles, userId, date, "date"), ({ view, day }) => {
        const cut = profiles.cutOf(userId);
        return presentDay(dayFacts(view, day, cut.dayStartHour), { view, locale, cut });
      }),
    week: (userId, startDate, locale) =>
      then(viewOn(profiles, userId, startDate, "start_date"), ({ view, day }) =>
        weeks(view, `${locale} ${Math.floor(view.wallMinute)} ${day}`, () =>
          presentWeek(weekFacts(view, day), { view, locale, cut: profiles.cutOf(userId) }),
        ),
      ),
  };
}
