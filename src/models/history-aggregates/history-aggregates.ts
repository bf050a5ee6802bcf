import type { Basis, Model } from "../model.ts";
import { advanceHistory, emptyHistory, type HistoryState, learnHistory, sumDays } from "./state.ts";
import {
  describeTrends,
  TREND_PARAMETERS,
  type TrendQuery,
  type TrendReport,
  trendConfidence,
} from "./trends.ts";

const METHOD = "newey-west-slope";

/**
 * Describes the development of recent days. Daily sums of a year answer every window exactly without reading sessions
 * again. Pattern analysis uses the same state. See docs/models/history-aggregates.md.
 */
export const historyAggregates: Model<HistoryState, TrendQuery, TrendReport> = {
  name: "history-aggregates",
  version: 3,
  empty: emptyHistory,
  advance: advanceHistory,
  learnInto: learnHistory,

  predict(state, query) {
    const value = describeTrends(state, query);
    const basis: Basis = {
      sessions: value.totalSessions,
      days: Math.max(0, query.asked.day - (state.firstDay ?? query.asked.day)),
      method: METHOD,
    };
    const confidence = trendConfidence(value);
    if (value.productivityTrend !== "insufficient_data") {
      return { status: "ready", value, confidence, basis };
    }
    const { minRatings, minRatedDays } = TREND_PARAMETERS;
    const lacksRatings = value.ratedSessions < minRatings;
    return {
      status: "insufficient_data",
      value,
      confidence,
      basis,
      have: lacksRatings ? value.ratedSessions : value.ratedDays,
      need: lacksRatings ? minRatings : minRatedDays,
    };
  },

  explain(state, query) {
    const report = describeTrends(state, query);
    const year = sumDays(state, query.asked.day - TREND_PARAMETERS.maxDays + 1, query.asked.day);
    const total = report.averageProductivity ?? 0;
    const baseline = report.ratedSessions === 0 ? total : year.ratingSum / year.rated;
    return {
      baseline,
      total,
      factors: [
        {
          code: "trends.window",
          contribution: total - baseline,
          parameters: { days: report.days, ratings: report.ratedSessions },
        },
      ],
    };
  },
};
