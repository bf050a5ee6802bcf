import type { Locale } from "../../messages/locale.ts";
import { translate } from "../../messages/translate.ts";
import {
  analyzePatterns,
  PATTERN_PARAMETERS,
  type PatternReport,
  patternInputOf,
} from "../../models/history-aggregates/pattern-analysis.ts";
import type { ProfileService, ProfileView } from "../../profiles/profile-service.ts";
import type { Patterns, PatternsInput } from "../../schemas/patterns.ts";
import { round } from "../answers/data-basis.ts";
import { memoizePerProfile } from "../answers/memoize-per-profile.ts";
import { nameOfWeekday } from "../answers/weekday-name.ts";
import { trendsOf } from "../insights/trends/present.ts";
import { readDays, readHours } from "./read-patterns.ts";

export interface PatternService {
  /** Ranks hours and weekdays, from the caller's figures if given. */
  analyze(userId: string, input: PatternsInput, locale: Locale): Promise<Patterns>;
}

export function createPatternService(profiles: ProfileService): PatternService {
  return {
    analyze: async (userId, input, locale) => answer(await profiles.now(userId), input, locale),
  };
}

const ownFigures = memoizePerProfile((view) =>
  patternInputOf(view.profile["history-aggregates"], view.asked.day, view.workTimes),
);

function answer(view: ProfileView, input: PatternsInput, locale: Locale): Patterns {
  const own = ownFigures(view);
  const hours = readHours(input);
  const days = readDays(input);
  const figures = { ...own, ...(hours && { hours }), ...days };
  const report = analyzePatterns(figures);
  const rated = figures.hours.reduce((sum, hour) => sum + hour.rated, 0);
  return {
    productivity: {
      best_hours: [...report.bestHours],
      worst_hours: [...report.worstHours],
      best_day: report.bestWeekday === null ? "Unknown" : nameOfWeekday(report.bestWeekday),
      avg_sessions_per_day: round(report.averageSessionsPerDay, 1),
      consistency_score: round(report.consistency, 2),
    },
    recommendations: report.recommendations.map(({ code, parameters }) =>
      translate(locale, `pattern.recommendation.${code}`, parameters),
    ),
    warnings: warningsFor(view, locale),
    sources: {
      hours: hours === undefined ? "own_sessions" : "request",
      days: days === undefined ? "own_sessions" : "request",
    },
    data: {
      ...statusOf(report),
      sessions: Math.round(rated),
      days: figures.days,
      method: "shrunken-group-means",
    },
  };
}

function statusOf(report: PatternReport): Pick<Patterns["data"], "status" | "needed"> {
  if (report.bestHours.length > 0) return { status: "ready" };
  return { status: "insufficient_data", needed: Math.ceil(PATTERN_PARAMETERS.minRatings) };
}

/** Warnings; usually none. */
function warningsFor(view: ProfileView, locale: Locale): string[] {
  const { productivity_trend } = trendsOf(view, PATTERN_PARAMETERS.windowDays);
  return productivity_trend === "declining"
    ? [translate(locale, "pattern.warning.declining", { days: PATTERN_PARAMETERS.windowDays })]
    : [];
}
