import { validationError } from "../../errors.ts";
import type { Locale } from "../../messages/locale.ts";
import { mondayOf } from "../../models/weekly-insights/state.ts";
import type { ProfileService } from "../../profiles/profile-service.ts";
import type {
  DiversityDebug,
  PresetStatisticsBody,
  ThemeProductivity,
  ThemeRecommendationBody,
  Trends,
  WeeklyInsightsBody,
} from "../../schemas/insights.ts";
import { type EpochDay, parseDay } from "../../time/calendar.ts";
import { awaitedAnswers } from "../answers/awaited-answers.ts";
import { presentAnswers } from "../answers/per-profile.ts";
import { then } from "../answers/then.ts";
import type { CategoryService } from "../categories/category-service.ts";
import { diversityFacts } from "./diversity/facts.ts";
import { presentDiversity } from "./diversity/present.ts";
import { presetStatisticsOf } from "./preset-statistics/present.ts";
import { themeAdviceFacts } from "./themes/facts.ts";
import { presentThemeAdvice, themeProductivityOf } from "./themes/present.ts";
import { trendsOf } from "./trends/present.ts";
import { weeklyFacts } from "./weekly/facts.ts";
import { presentWeekly } from "./weekly/present.ts";

/** At once when the profile is in memory. */
type Answer<Body> = Body | Promise<Body>;

/** What a person's own sessions tell: developments, presets, themes, weeks, variety. */
export interface InsightService {
  trends(userId: string, days: number): Answer<Trends>;
  presetStatistics(userId: string): Answer<PresetStatisticsBody>;
  themeProductivity(userId: string): Answer<ThemeProductivity>;
  /** @throws ServiceError validation_failed for a date that cannot be */
  themeRecommendation(
    userId: string,
    date: string,
    locale: Locale,
  ): Answer<ThemeRecommendationBody>;
  /** @throws ServiceError validation_failed for a date that cannot be */
  weeklyInsights(userId: string, weekStart: string, locale: Locale): Answer<WeeklyInsightsBody>;
  diversity(userId: string, locale: Locale): Answer<DiversityDebug>;
}

export function createInsightService(
  profiles: ProfileService,
  categories: CategoryService,
): InsightService {
  const presentTheme = presentAnswers<ThemeRecommendationBody>();
  // A week's forecast holds for a minute: then there is less left of the day.
  const presentWeek = presentAnswers<WeeklyInsightsBody>();
  const pastThemes = awaitedAnswers<ThemeRecommendationBody>();
  const pastWeeks = awaitedAnswers<WeeklyInsightsBody>();

  /** How a past week went, as it stood when it ended, and what was to be expected when it began. */
  async function pastWeek(userId: string, monday: EpochDay, locale: Locale) {
    const before = await profiles.asOfStart(userId, monday);
    const outcome = await profiles.asOfStart(userId, monday + 7);
    return presentWeekly(weeklyFacts({ outcome, before }, monday), locale);
  }

  async function pastTheme(userId: string, day: EpochDay, locale: Locale) {
    return presentThemeAdvice(themeAdviceFacts(await profiles.asOfStart(userId, day), day), locale);
  }

  return {
    trends: (userId, days) => then(profiles.now(userId), (view) => trendsOf(view, days)),
    presetStatistics: (userId) => then(profiles.now(userId), presetStatisticsOf),
    themeProductivity: (userId) => then(profiles.now(userId), themeProductivityOf),
    themeRecommendation(userId, date, locale) {
      const day = dayOf(date, "date");
      return then(profiles.now(userId), (now) =>
        day < now.asked.day
          ? pastThemes(now, `${day} ${locale}`, () => pastTheme(userId, day, locale))
          : presentTheme(now, `${day} ${locale}`, () =>
              presentThemeAdvice(themeAdviceFacts(now, day), locale),
            ),
      );
    },
    weeklyInsights(userId, weekStart, locale) {
      const monday = mondayOf(dayOf(weekStart, "week_start"));
      return then(profiles.now(userId), (now) =>
        monday + 7 <= now.asked.day
          ? pastWeeks(now, `${monday} ${locale}`, () => pastWeek(userId, monday, locale))
          : presentWeek(now, `${monday} ${locale} ${Math.floor(now.asked.minute)}`, () =>
              presentWeekly(weeklyFacts({ outcome: now, before: now }, monday), locale),
            ),
      );
    },
    diversity: (userId, locale) =>
      then(profiles.now(userId), (view) =>
        then(categories.known(userId, view.version), (known) =>
          presentDiversity(diversityFacts(view, known), locale),
        ),
      ),
  };
}

/** Dates before the epoch hold nothing and are nobody's week. */
function dayOf(date: string, field: string): EpochDay {
  const day = parseDay(date);
  if (day === undefined) throw validationError([{ field, code: "date" }]);
  if (day < 0) throw validationError([{ field, code: "year" }]);
  return day;
}
