import type { GroupTally } from "../../stats/group-tally.ts";
import { isoWeekday } from "../../time/calendar.ts";
import type { AskedMoment, Explanation, Factor, Model, Prediction } from "../model.ts";
import { PARAMETERS } from "./parameters.ts";
import { columnSums, type Named, rankHours, rankWeekdays, rowSums } from "./ranking.ts";
import { type NamedGroup, namedGroups, type RatedGroup, ratedGroup } from "./rated-groups.ts";
import { fitSurface, type RatingSurface } from "./rating-surface.ts";
import {
  advanceState,
  cellIndex,
  emptyState,
  HOURS,
  learnIntoState,
  type ProductivityAnalyzerState,
  WEEKDAYS,
} from "./state.ts";
import { type Trend, trendAt } from "./trend.ts";

export interface ProductivityQuery {
  readonly asked: AskedMoment;
}

export interface HeatmapCell extends RatedGroup {
  /** Number of sessions started in this hour of this weekday, rated or not. */
  readonly sessions: number;
}

export interface ProductivityAnalysis {
  /** Expected rating of a session at the query's weekday and hour. */
  readonly expected: RatedGroup;
  /** At most three hours 0–23 each. No hour is in both lists. */
  readonly bestHours: readonly Named[];
  readonly worstHours: readonly Named[];
  /** ISO weekday 1–7. */
  readonly bestDay: Named | null;
  readonly trend: Trend;
  /** By hour 0–23. */
  readonly hours: readonly RatedGroup[];
  /** By weekday, Monday first. */
  readonly weekdays: readonly RatedGroup[];
  /** The most used categories, most sessions first. */
  readonly categories: readonly NamedGroup[];
  readonly presets: readonly NamedGroup[];
  /** Rarely used names without a group of their own. */
  readonly otherCategories: GroupTally["rest"];
  readonly otherPresets: GroupTally["rest"];
  /** Seven weekdays (Monday first) of 24 hours each. */
  readonly heatmap: readonly (readonly HeatmapCell[])[];
  readonly totals: {
    readonly sessions: number;
    readonly completed: number;
    readonly ratings: number;
    readonly seconds: number;
  };
}

/**
 * Analyses which hours, weekdays, categories and presets have the best ratings. Hours and weekdays are those of the
 * start, in the person's own days. Confidence is the probability that the first of the best hours is truly among the
 * three best; 0 when no hour is named.
 * @see docs/models/productivity-analyzer.md
 */
export const productivityAnalyzer: Model<
  ProductivityAnalyzerState,
  ProductivityQuery,
  ProductivityAnalysis
> = {
  name: "productivity-analyzer",
  version: 4,
  empty: emptyState,
  advance: advanceState,
  learnInto: learnIntoState,
  predict,
  explain,
};

function freshWeight(state: ProductivityAnalyzerState, query: ProductivityQuery): number {
  return PARAMETERS.ageing.freshWeight(state.day ?? query.asked.day, query.asked.day);
}

function predict(
  state: ProductivityAnalyzerState,
  query: ProductivityQuery,
): Prediction<ProductivityAnalysis> {
  const surface = fitSurface(state, freshWeight(state, query));
  const prediction = analyse(state, query, surface);
  return { ...prediction, value: { ...prediction.value, heatmap: heatmapOf(state, surface) } };
}

/** The answer of `predict` without the heat map, which is four fifths of it. */
export function analyseWithoutHeatmap(
  state: ProductivityAnalyzerState,
  query: ProductivityQuery,
): Prediction<Omit<ProductivityAnalysis, "heatmap">> {
  return analyse(state, query, fitSurface(state, freshWeight(state, query)));
}

/** One weekday (1 = Monday) of the heat map, by hour 0–23. */
export function heatmapOfWeekday(
  state: ProductivityAnalyzerState,
  query: ProductivityQuery,
  weekday: number,
): readonly HeatmapCell[] {
  return rowOf(state, fitSurface(state, freshWeight(state, query)), weekday);
}

/** Number of sessions that started in each hour 0–23, over all weekdays. */
export function sessionsByHour({ cellSessions }: ProductivityAnalyzerState): number[] {
  return columnSums(cellSessions);
}

function analyse(
  state: ProductivityAnalyzerState,
  query: ProductivityQuery,
  surface: RatingSurface,
): Prediction<Omit<ProductivityAnalysis, "heatmap">> {
  const { asked } = query;
  const fresh = freshWeight(state, query);
  const { fit, noiseSd } = surface;
  const { best, worst } = rankHours(state, surface);
  const value: Omit<ProductivityAnalysis, "heatmap"> = {
    expected: cellAt(state, surface, isoWeekday(asked.day), asked.wallHour),
    bestHours: best,
    worstHours: worst,
    bestDay: rankWeekdays(state, surface),
    trend: trendAt(state, asked.day, noiseSd ** 2),
    ...hoursAndWeekdays(state, surface),
    categories: namedGroups(state.categories, fit.level, noiseSd, fresh),
    presets: namedGroups(state.presets, fit.level, noiseSd, fresh),
    otherCategories: { ...state.categories.rest },
    otherPresets: { ...state.presets.rest },
    totals: {
      sessions: state.sessions,
      completed: state.completed,
      ratings: state.ratings,
      seconds: state.seconds,
    },
  };
  const basis = {
    sessions: state.ratings,
    days: state.firstDay === null ? 0 : Math.max(0, asked.day - state.firstDay),
    method: "shrunken_two_way_means",
  };
  const confidence = best[0]?.probability ?? 0;
  return state.ratings >= PARAMETERS.minimumRatings
    ? { status: "ready", value, confidence, basis }
    : {
        status: "insufficient_data",
        value,
        confidence,
        basis,
        have: state.ratings,
        need: PARAMETERS.minimumRatings,
      };
}

function cellAt(
  state: ProductivityAnalyzerState,
  surface: RatingSurface,
  weekday: number,
  hour: number,
): HeatmapCell {
  const cell = cellIndex(weekday, hour);
  return {
    sessions: state.cellSessions[cell] ?? 0,
    ...ratedGroup(
      state.cellRatings[cell] ?? 0,
      state.cellHundredths[cell] ?? 0,
      surface.fit.cell(weekday - 1, hour),
    ),
  };
}

function heatmapOf(state: ProductivityAnalyzerState, surface: RatingSurface): HeatmapCell[][] {
  return Array.from({ length: WEEKDAYS }, (_, day) => rowOf(state, surface, day + 1));
}

function rowOf(
  state: ProductivityAnalyzerState,
  surface: RatingSurface,
  weekday: number,
): HeatmapCell[] {
  return Array.from({ length: HOURS }, (_, hour) => cellAt(state, surface, weekday, hour));
}

function hoursAndWeekdays(
  state: ProductivityAnalyzerState,
  { fit }: RatingSurface,
): Pick<ProductivityAnalysis, "hours" | "weekdays"> {
  const hourSums = columnSums(state.cellHundredths);
  const weekdaySums = rowSums(state.cellHundredths);
  return {
    hours: columnSums(state.cellRatings).map((ratings, hour) =>
      ratedGroup(ratings, hourSums[hour] ?? 0, fit.column(hour)),
    ),
    weekdays: rowSums(state.cellRatings).map((ratings, weekday) =>
      ratedGroup(ratings, weekdaySums[weekday] ?? 0, fit.row(weekday)),
    ),
  };
}

/** Explains the expected rating at the moment of the query, in points. */
function explain(state: ProductivityAnalyzerState, query: ProductivityQuery): Explanation {
  const { fit } = fitSurface(state, freshWeight(state, query));
  const weekday = isoWeekday(query.asked.day);
  const hour = query.asked.wallHour;
  const cell = fit.cell(weekday - 1, hour);
  const total = Math.min(100, Math.max(0, cell.mean));
  const factors: Factor[] = [
    {
      code: "productivity.factor.weekday",
      contribution: fit.rows[weekday - 1]?.mean ?? 0,
      parameters: { weekday },
    },
    {
      code: "productivity.factor.hour",
      contribution: fit.columns[hour]?.mean ?? 0,
      parameters: { hour },
    },
    {
      code: "productivity.factor.weekday_and_hour",
      contribution: cell.interaction,
      parameters: { weekday, hour },
    },
  ];
  if (total !== cell.mean) {
    const contribution = total - cell.mean;
    factors.push({ code: "productivity.factor.scale_end", contribution, parameters: {} });
  }
  return { baseline: fit.level, total, factors };
}
