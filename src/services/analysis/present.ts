import type {
  HeatmapCell,
  ProductivityAnalysis,
} from "../../models/productivity-analyzer/productivity-analyzer.ts";
import type { Named } from "../../models/productivity-analyzer/ranking.ts";
import type { NamedGroup, RatedGroup } from "../../models/productivity-analyzer/rated-groups.ts";
import type { Analysis } from "../../schemas/analysis.ts";
import { dataBasis, round } from "../answers/data-basis.ts";
import { nameOfWeekday, WEEKDAY_NAMES } from "../answers/weekday-name.ts";
import type { AnalysisFacts } from "./facts.ts";

export function presentAnalysis({ prediction }: AnalysisFacts): Analysis {
  const { value } = prediction;
  return {
    analysis: {
      best_hours: value.bestHours.map(({ which }) => which),
      worst_hours: value.worstHours.map(({ which }) => which),
      best_day: value.bestDay === null ? null : nameOfWeekday(value.bestDay.which),
      productivity_by_hour: means(value.hours, String),
      productivity_by_day: means(value.weekdays, (index) => nameOfWeekday(index + 1)),
      productivity_by_category: groups(value.categories),
      productivity_by_preset: groups(value.presets),
      trend: value.trend.direction,
      trend_details: {
        difference: roundOrNull(value.trend.difference, 2),
        probability: roundOrNull(value.trend.probability, 3),
        recent_ratings: value.trend.recentRatings,
        earlier_ratings: value.trend.earlierRatings,
      },
      best_hours_probability: probabilities(value.bestHours),
      total_sessions_analyzed: value.totals.ratings,
    },
    heatmap: heatmap(value),
    data: dataBasis(prediction),
  };
}

/** Unweighted means of the groups with ratings. */
function means(
  rated: readonly RatedGroup[],
  name: (index: number) => string,
): Record<string, number> {
  const found: Record<string, number> = {};
  rated.forEach(({ mean }, index) => {
    if (mean !== null) found[name(index)] = round(mean, 2);
  });
  return found;
}

function groups(named: readonly NamedGroup[]): Analysis["analysis"]["productivity_by_category"] {
  const entries = named.flatMap((group) =>
    group.mean === null
      ? []
      : [
          [
            group.name,
            {
              avg_rating: round(group.mean, 2),
              session_count: group.ratings,
              shrunken_rating: round(group.shrunkenMean, 2),
              interval: { lower: round(group.low, 1), upper: round(group.high, 1) },
            },
          ] as const,
        ],
  );
  // Names are user-defined. `fromEntries` defines each property, so `__proto__` is an ordinary name.
  return Object.fromEntries(entries);
}

function probabilities(best: readonly Named[]): Record<string, number> {
  return Object.fromEntries(
    best.map(({ which, probability }) => [String(which), round(probability, 3)]),
  );
}

function heatmap({ heatmap: rows }: ProductivityAnalysis): Analysis["heatmap"] {
  const day = (index: number) => dayOfHeatmap(rows[index] ?? []);
  const [monday, tuesday, wednesday, thursday, friday, saturday, sunday] = WEEKDAY_NAMES;
  return {
    [monday]: day(0),
    [tuesday]: day(1),
    [wednesday]: day(2),
    [thursday]: day(3),
    [friday]: day(4),
    [saturday]: day(5),
    [sunday]: day(6),
  };
}

function dayOfHeatmap(cells: readonly HeatmapCell[]): Analysis["heatmap"]["Monday"] {
  return Object.fromEntries(
    cells.map((cell, hour) => [
      String(hour),
      {
        sessions: cell.ratings,
        avg_rating: round(cell.mean ?? 0, 2),
        expected_rating: cell.ratings === 0 ? null : round(cell.shrunkenMean, 1),
      },
    ]),
  );
}

function roundOrNull(value: number | null, decimals: number): number | null {
  return value === null ? null : round(value, decimals);
}
