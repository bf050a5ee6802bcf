import { WEEKDAY_NAMES } from "../../../src/parity/contract/members.ts";
import { formatDay, isoWeekday, parseDay } from "../../../src/time/calendar.ts";
import { groupRows, meanRating, type OldRow, PRESETS, rated, round } from "./rows.ts";

/** What an answer may depend on. */
export interface Asked {
  readonly rows: readonly OldRow[];
  /** Local time, in milliseconds as if it were UTC. */
  readonly nowMs: number;
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
  /** What stands for the parameter of the path. */
  readonly parameter: string;
}

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

export const todayOf = ({ nowMs }: Asked) => Math.floor(nowMs / 86_400_000);
export const stampOf = ({ nowMs }: Asked) => new Date(nowMs).toISOString().slice(0, 23);
const hourOf = ({ nowMs }: Asked) => new Date(nowMs).getUTCHours();
export const weekdayOf = (date: string) =>
  WEEKDAY_NAMES[isoWeekday(parseDay(date) ?? 0) - 1] ?? "Monday";

/** An unreadable number is the default, as Flask has it. */
export function integer(text: string | null, fallback: number): number {
  return text !== null && /^-?\d+$/.test(text) ? Number(text) : fallback;
}

function bestFirst(groups: readonly [string, OldRow[]][]): string[] {
  return groups
    .filter(([, rows]) => rated(rows).length > 0)
    .toSorted(([, one], [, other]) => meanRating(other) - meanRating(one))
    .map(([name]) => name);
}

const means = (groups: readonly [string, OldRow[]][]) =>
  Object.fromEntries(groups.map(([name, rows]) => [name, meanRating(rows)]));
const groupsWithCounts = (groups: readonly [string, OldRow[]][]) =>
  Object.fromEntries(
    groups.map(([name, rows]) => [
      name,
      { avg_rating: meanRating(rows), session_count: rows.length },
    ]),
  );

export function analysis({ rows: all }: Asked) {
  const rows = rated(all).map(({ row }) => row);
  const byHour = groupRows(rows, (row) => row.hour);
  const byDay = groupRows(rows, (row) => weekdayOf(row.date));
  const hours = bestFirst(byHour).map(Number);
  return {
    analysis: {
      best_hours: hours.slice(0, 3),
      worst_hours: hours.toReversed().slice(0, 3),
      best_day: bestFirst(byDay)[0] ?? null,
      productivity_by_hour: means(byHour),
      productivity_by_day: means(byDay),
      productivity_by_category: groupsWithCounts(groupRows(rows, (row) => row.category)),
      productivity_by_preset: groupsWithCounts(groupRows(rows, (row) => row.preset)),
      trend: "stable",
      total_sessions_analyzed: rows.length,
    },
    heatmap: Object.fromEntries(
      WEEKDAY_NAMES.map((day) => [
        day,
        Object.fromEntries(
          HOURS.map((hour) => {
            const cell = rows.filter((row) => row.hour === hour && weekdayOf(row.date) === day);
            return [hour, { sessions: cell.length, avg_rating: meanRating(cell) }];
          }),
        ),
      ]),
    ),
  };
}

export function recommendation(asked: Asked) {
  const groups = groupRows(asked.rows, (row) => row.preset);
  const [best = "deep_work", second = null] = bestFirst(groups);
  const scores = Object.fromEntries(groups.map(([name, rows]) => [name, meanRating(rows)]));
  return {
    current_time: stampOf(asked).slice(11, 16),
    recommended_preset: best,
    reason: `S touto předvolbou máte v průměru ${scores[best] ?? 0} %.`,
    alternative: second,
    confidence: 0.64,
    all_scores: scores,
  };
}

function countOn(rows: readonly OldRow[], weekday: string): number {
  const days = groupRows(
    rows.filter((row) => weekdayOf(row.date) === weekday),
    (row) => row.date,
  );
  return Math.round(days.reduce((sum, [, day]) => sum + day.length, 0) / Math.max(1, days.length));
}

export function predictionToday(asked: Asked) {
  const date = formatDay(todayOf(asked));
  const hour = hourOf(asked);
  const predicted = countOn(asked.rows, weekdayOf(date));
  const completed = asked.rows.filter((row) => row.date === date).length;
  return {
    date,
    current_hour: hour,
    completed_sessions: completed,
    predicted_sessions: predicted,
    remaining_sessions: Math.max(0, predicted - completed),
    predicted_productivity: round(meanRating(asked.rows), 1),
    recommended_schedule: [9, 11, 15]
      .filter((planned) => planned >= hour)
      .map((planned) => ({ hour: planned, recommended_preset: "deep_work", priority: "high" })),
    confidence: 0.7,
    energy_forecast: { level: "moderate", message: "Energie je teď na střední úrovni." },
  };
}

export function predictionWeek(asked: Asked) {
  const predictions = Array.from({ length: 7 }, (_, ahead) => {
    const date = formatDay(todayOf(asked) + ahead);
    return {
      date,
      day_name: weekdayOf(date),
      predicted_sessions: countOn(asked.rows, weekdayOf(date)),
      predicted_productivity: round(meanRating(asked.rows), 1),
    };
  });
  const total = predictions.reduce((sum, day) => sum + day.predicted_sessions, 0);
  return {
    predictions,
    total_predicted_sessions: total,
    avg_predicted_productivity: predictions[0]?.predicted_productivity ?? 0,
  };
}

const lastDays = (asked: Asked, days: number) =>
  asked.rows.filter((row) => (parseDay(row.date) ?? 0) > todayOf(asked) - days);

export function trends(asked: Asked) {
  const rows = lastDays(asked, integer(asked.query.get("days"), 14));
  const isKnown = rated(rows).length >= 3;
  return {
    session_trend: isKnown ? "stable" : "insufficient_data",
    productivity_trend: isKnown ? "stable" : "insufficient_data",
    total_sessions: rows.length,
    avg_productivity: isKnown ? meanRating(rows) : 0,
  };
}

export function presetStats({ rows }: Asked) {
  const groups = groupRows(
    rated(rows).map(({ row }) => row),
    (row) => row.preset,
  );
  return Object.fromEntries(
    groups.map(([preset, group]) => [
      preset,
      {
        avg_rating: meanRating(group),
        session_count: group.length,
        best_hour: Number(bestFirst(groupRows(group, (row) => row.hour))[0]),
        best_category: bestFirst(groupRows(group, (row) => row.category))[0] ?? null,
      },
    ]),
  );
}

export function themeProductivity({ rows }: Asked) {
  const groups = groupRows(rows, (row) => row.category);
  const best = bestFirst(groups)[0] ?? null;
  return {
    themes: groups.map(([theme, group]) => ({
      theme,
      sessions: group.length,
      avg_rating: round(meanRating(group), 1),
      rated_count: rated(group).length,
    })),
    best_theme: best,
    best_avg_rating: round(meanRating(rows.filter((row) => row.category === best)), 1),
  };
}

export function weeklyInsights(asked: Asked) {
  const start = parseDay(asked.parameter) ?? 0;
  const rows = asked.rows.filter((row) => {
    const day = parseDay(row.date) ?? 0;
    return day >= start && day < start + 7;
  });
  const best = bestFirst(groupRows(rows, (row) => row.category))[0] ?? null;
  return {
    predicted_sessions: predictionWeek(asked).total_predicted_sessions,
    recommended_focus: best,
    tip: best === null ? "Sbírejte data." : `Nejlépe se vám daří téma ${best}.`,
    productivity_trend: 0,
    week_sessions: rows.length,
    best_theme_rating: best && round(meanRating(rows.filter((row) => row.category === best)), 1),
  };
}

export function presetOf(id: string): readonly [string, number, number] {
  return PRESETS[id] ?? [id, 25, 5];
}

export { HOURS };
