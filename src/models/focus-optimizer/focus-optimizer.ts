import { at } from "../../stats/at.ts";
import { isoWeekday } from "../../time/calendar.ts";
import type { Basis, Model } from "../model.ts";
import type { FocusPlan, FocusQuery } from "./focus-plan.ts";
import { type DayEstimate, estimateDay } from "./hour-estimates.ts";
import { FOCUS_PARAMETERS } from "./parameters.ts";
import { bestBlock, bestHourProbability, candidateHours, rankHours } from "./ranking.ts";
import { gainOf, scheduleSessions } from "./schedule.ts";
import { advanceFocus, emptyFocus, type FocusState, learnFocus } from "./state.ts";

const METHOD = "two-way-shrinkage";

/**
 * When to work on a day? Hours estimated from the person's ratings and completions, shrunk towards what is customary,
 * and the best feasible plan. Confidence is the probability that the first peak hour is the day's best
 * one. See docs/models/focus-optimizer.md.
 */
export const focusOptimizer: Model<FocusState, FocusQuery, FocusPlan> = {
  name: "focus-optimizer",
  version: 1,
  empty: emptyFocus,
  advance: advanceFocus,
  learnInto: learnFocus,

  predict(state, query) {
    const weekday = isoWeekday(query.day);
    const estimate = estimateDay(state, weekday, query.asked.day);
    const value = describePlan(state, query, estimate);
    const basis: Basis = {
      sessions: state.sessions,
      days: Math.max(0, query.asked.day - (state.firstDay ?? query.asked.day)),
      method: METHOD,
    };
    const confidence = bestHourProbability(candidateHours(query, estimate));
    const { neededRatings } = FOCUS_PARAMETERS;
    return state.rated >= neededRatings
      ? { status: "ready", value, confidence, basis }
      : {
          status: "insufficient_data",
          value,
          confidence,
          basis,
          have: state.rated,
          need: neededRatings,
        };
  },

  /** The answer's number is the expected rating of the first peak hour; the person's level is its baseline. */
  explain(state, query) {
    const weekday = isoWeekday(query.day);
    const estimate = estimateDay(state, weekday, query.asked.day);
    const [peak] = rankHours(candidateHours(query, estimate)).peakHours;
    const hour = peak?.hour ?? 0;
    const total = peak?.expected ?? estimate.level;
    const parts = [
      { code: "focus.weekday", value: estimate.weekdayEffect },
      { code: "focus.hour", value: at(estimate.hourEffects, hour) },
      { code: "focus.weekday_and_hour", value: at(estimate.cellEffects, hour) },
    ];
    // A mean cut off at 0 or 100 leaves its parts larger than the whole: they shrink together.
    const sum = parts.reduce((all, { value }) => all + value, 0);
    const baseline = Math.max(0, Math.min(100, estimate.level));
    const scale = Math.abs(sum) < 1e-9 ? 0 : (total - baseline) / sum;
    return {
      baseline: scale === 0 ? total : baseline,
      total,
      factors: parts.map(({ code, value }) => ({
        code,
        contribution: value * scale,
        parameters: { hour, weekday },
      })),
    };
  },
};

function describePlan(state: FocusState, query: FocusQuery, estimate: DayEstimate): FocusPlan {
  const candidates = candidateHours(query, estimate);
  const sessions = scheduleSessions(query, estimate);
  return {
    day: query.day,
    weekday: isoWeekday(query.day),
    ...rankHours(candidates),
    hours: estimate.hours,
    sessions,
    bestBlock: bestBlock(candidates),
    gain: gainOf(query, estimate, sessions),
    ratedSessions: state.rated,
  };
}
