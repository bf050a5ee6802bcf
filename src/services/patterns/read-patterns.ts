import type { GroupSums, PatternInput } from "../../models/history-aggregates/pattern-analysis.ts";
import type { PatternsInput } from "../../schemas/patterns.ts";
import { parseDay } from "../../time/calendar.ts";

/** The caller's hours; `undefined` without ratings, which are needed to rank hours. */
export function readHours(input: PatternsInput): readonly GroupSums[] | undefined {
  const given = Object.entries(input.hourly_productivity ?? {});
  const hours = Array.from({ length: 24 }, (): GroupSums => ({ sessions: 0, rated: 0, mean: 0 }));
  for (const [hour, { sessions, ratings = [] }] of given) {
    const rated = ratings.length;
    const mean = rated === 0 ? 0 : ratings.reduce((sum, rating) => sum + rating, 0) / rated;
    hours[Number(hour)] = { sessions: Math.max(sessions ?? 0, rated), rated, mean };
  }
  return hours.some(({ rated }) => rated > 0) ? hours : undefined;
}

type DayFigures = Pick<PatternInput, "days" | "activeDays" | "sessions">;

/** The caller's days, first to last; `undefined` without any. */
export function readDays(input: PatternsInput): DayFigures | undefined {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  let activeDays = 0;
  let sessions = 0;
  for (const [date, figures] of Object.entries(input.daily_stats ?? {})) {
    const day = parseDay(date);
    if (day === undefined) continue;
    first = Math.min(first, day);
    last = Math.max(last, day);
    const count = figures.sessions ?? 0;
    sessions += count;
    if (count > 0) activeDays += 1;
  }
  return last < first ? undefined : { days: last - first + 1, activeDays, sessions };
}
