import { validationError } from "../../errors.ts";
import type { Locale } from "../../messages/locale.ts";
import { mondayOf } from "../../models/weekly-insights/state.ts";
import type { ProfileReader, ProfileView } from "../../profiles/profile-service.ts";
import type {
  DiversityDebug,
  PresetStatisticsBody,
  ThemeProductivity,
  ThemeRecommendationBody,
  Trends,
  WeeklyInsightsBody,
} from "../../schemas/insights.ts";
import { type EpochDay, parseDay } from "../../time/calendar.ts";
import { memoizePerProfile } from "../answers/memoize-per-profile.ts";
import type { CategoryService } from "../categories/category-service.ts";
import { diversityFacts } from "./diversity/facts.ts";
import { presentDiversity } from "./diversity/present.ts";
import { presetStatisticsOf } from "./preset-statistics/present.ts";
import { themeAdviceFacts } from "./themes/facts.ts";
import { presentThemeAdvice, themeProductivityOf } from "./themes/present.ts";
import { trendsOf } from "./trends/present.ts";
import { weeklyFacts } from "./weekly/facts.ts";
import { presentWeekly } from "./weekly/present.ts";

/** Insights from a person's own sessions: trends, presets, themes, weeks, variety. */
export interface InsightService {
  trends(userId: string, days: number): Promise<Trends>;
  presetStatistics(userId: string): Promise<PresetStatisticsBody>;
  themeProductivity(userId: string): Promise<ThemeProductivity>;
  /** @throws ServiceError validation_failed for an invalid date */
  themeRecommendation(
    userId: string,
    date: string,
    locale: Locale,
  ): Promise<ThemeRecommendationBody>;
  /** @throws ServiceError validation_failed for an invalid date */
  weeklyInsights(userId: string, weekStart: string, locale: Locale): Promise<WeeklyInsightsBody>;
  diversity(userId: string, locale: Locale): Promise<DiversityDebug>;
}

export function createInsightService(
  profiles: ProfileReader,
  categories: Pick<CategoryService, "known">,
): InsightService {
  /** For a past day, from the profile at its beginning. */
  const themeOf = memoizePerProfile(
    async (now, day: EpochDay, locale: Locale) => {
      const view = day < now.asked.day ? await profiles.asOfStart(now.userId, day, now) : now;
      return presentThemeAdvice(themeAdviceFacts(view, day), locale);
    },
    (_now, day, locale) => `${day} ${locale}`,
  );

  /** For a past week, the outcome as of its end and the forecast as of its beginning. */
  const weekOf = memoizePerProfile(
    async (now, monday: EpochDay, locale: Locale) => {
      const isPast = isPastWeek(now, monday);
      const before = isPast ? await profiles.asOfStart(now.userId, monday, now) : now;
      const outcome = isPast ? await profiles.asOfStart(now.userId, monday + 7, now) : now;
      return presentWeekly(weeklyFacts({ outcome, before }, monday), locale);
    },
    // A forecast is valid for one minute, because it depends on the time left in the day.
    (now, monday, locale) =>
      `${monday} ${locale} ${isPastWeek(now, monday) ? "" : Math.floor(now.asked.minute)}`,
  );

  return {
    trends: async (userId, days) => trendsOf(await profiles.now(userId), days),
    presetStatistics: async (userId) => presetStatisticsOf(await profiles.now(userId)),
    themeProductivity: async (userId) => themeProductivityOf(await profiles.now(userId)),
    async themeRecommendation(userId, date, locale) {
      const day = dayOf(date, "date");
      return themeOf(await profiles.now(userId), day, locale);
    },
    async weeklyInsights(userId, weekStart, locale) {
      const monday = mondayOf(dayOf(weekStart, "week_start"));
      return weekOf(await profiles.now(userId), monday, locale);
    },
    async diversity(userId, locale) {
      const view = await profiles.now(userId);
      const known = await categories.known(userId, view.version);
      return presentDiversity(diversityFacts(view, known), locale);
    },
  };
}

function isPastWeek(now: ProfileView, monday: EpochDay): boolean {
  return monday + 7 <= now.asked.day;
}

/** Dates before the epoch contain no data and are rejected. */
function dayOf(date: string, field: string): EpochDay {
  const day = parseDay(date);
  if (day === undefined) throw validationError([{ field, code: "date" }]);
  if (day < 0) throw validationError([{ field, code: "year" }]);
  return day;
}
