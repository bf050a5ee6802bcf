import { type Locale, type MessageKey, translate } from "../messages/translate.ts";
import type { Analysis } from "../schemas/analysis.ts";
import { basisLines } from "./forecast-text.ts";

/** Number of categories shown; the JSON contains all. */
const SHOWN_CATEGORIES = 5;

/** The main results of an analysis as text. */
export function analysisLines(answer: Analysis, locale: Locale): string[] {
  const { analysis } = answer;
  const categories = Object.entries(analysis.productivity_by_category)
    .toSorted(([, a], [, b]) => b.shrunken_rating - a.shrunken_rating)
    .slice(0, SHOWN_CATEGORIES);
  return [
    ...hoursLine("cli.analyze.best_hours", analysis.best_hours, locale),
    ...hoursLine("cli.analyze.worst_hours", analysis.worst_hours, locale),
    ...(analysis.best_day === null
      ? []
      : [translate(locale, "cli.analyze.best_day", { day: dayName(analysis.best_day, locale) })]),
    ...(analysis.trend_details.difference === null
      ? []
      : [translate(locale, "cli.analyze.trend", { trend: analysis.trend })]),
    ...categories.map(([category, group]) =>
      translate(locale, "cli.analyze.category", {
        category,
        rating: Math.round(group.shrunken_rating),
        lower: Math.round(group.interval.lower),
        upper: Math.round(group.interval.upper),
        sessions: group.session_count,
      }),
    ),
    "",
    ...basisLines(answer.data, undefined, locale),
  ];
}

function hoursLine(key: MessageKey, hours: readonly number[], locale: Locale): string[] {
  if (hours.length === 0) return [];
  return [translate(locale, key, { hours: hours.map((hour) => `${hour}:00`).join(", ") })];
}

const DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

function dayName(english: string, locale: Locale): string {
  // 1970-01-05 was a Monday.
  const day = new Date(Date.UTC(1970, 0, 5 + DAYS.indexOf(english)));
  return new Intl.DateTimeFormat(locale, { weekday: "long", timeZone: "UTC" }).format(day);
}
