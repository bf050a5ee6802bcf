import { validationError } from "../../errors.ts";
import type { Locale } from "../../messages/locale.ts";
import { mondayOf } from "../../models/weekly-insights/state.ts";
import type { ProfileService, ProfileView } from "../../profiles/profile-service.ts";
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

/** What a person's own sessions tell: developments, presets, themes, weeks, variety. */
export interface InsightService {
  trends(userId: string, days: number): Promise<Trends>;
  presetStatistics(userId: string): Promise<PresetStatisticsBody>;
  themeProductivity(userId: string): Promise<ThemeProductivity>;
  /** @throws ServiceError validation_failed for a date that cannot be */
  themeRecommendation(
    userId: string,
    date: string,
    locale: Locale,
  ): Promise<ThemeRecommendationBody>;
  /** @throws ServiceError validation_failed for a date that cannot be */
  weeklyInsights(userId: string, weekStart: string, locale: Locale): Promise<WeeklyInsightsBody>;
  diversity(userId: string, locale: Locale): Promise<DiversityDebug>;
}

export function createInsightService(
  profiles: ProfileService,
  categories: CategoryService,
): InsightService {
  /** For a past day as it stood when the day began. */
  const themeOf = memoizePerProfile(
    async (now, day: EpochDay, locale: Locale) => {
      const view = day < now.asked.day ? await profiles.asOfStart(now.userId, day, now) : now;
      return presentThemeAdvice(themeAdviceFacts(view, day), locale);
    },
    (_now, day, locale) => `${day} ${locale}`,
  );

  /** A past week as it stood when it ended, and what was to be expected when it began. */
  const weekOf = memoizePerProfile(
    async (now, monday: EpochDay, locale: Locale) => {
      const isPast = isPastWeek(now, monday);
      const before = isPast ? await profiles.asOfStart(now.userId, monday, now) : now;
      const outcome = isPast ? await profiles.asOfStart(now.userId, monday + 7, now) : now;
      return presentWeekly(weeklyFacts({ outcome, before }, monday), locale);
    },
    // A forecast holds for a minute: then there is less left of the day.
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

/** Dates before the epoch hold nothing and are nobody's week. */
function dayOf(date: string, field: string): EpochDay {
  const day = parseDay(date);
  if (day === undefined) throw validationError([{ field, code: "date" }]);
  if (day < 0) throw validationError([{ field, code: "year" }]);
  return day;
}
