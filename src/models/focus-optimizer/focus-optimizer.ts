import { at } from "../../stats/at.ts";
import { MINUTES_PER_DAY as DAY, isoWeekday } from "../../time/calendar.ts";
import type { Basis, Model } from "../model.ts";
import type { FocusPlan, FocusQuery, SettledQuery } from "./focus-plan.ts";
import { type DayEstimate, estimateDay } from "./hour-estimates.ts";
import { FOCUS_PARAMETERS } from "./parameters.ts";
import { bestBlock, bestHourProbability, candidateHours, rankHours } from "./ranking.ts";
import { earliestMinute, gainOf, scheduleSessions } from "./schedule.ts";
import { advanceFocus, emptyFocus, type FocusState, learnFocus } from "./state.ts";
import { usualHours } from "./usual-hours.ts";

const METHOD = "two-way-shrinkage";

/**
 * Plans when to work on a day: hours estimated from the person's ratings and completions, shrunk towards conventional
 * values, and the best feasible plan. Confidence is the probability that the first peak hour is the day's best one. See
 * docs/models/focus-optimizer.md.
 */
export const focusOptimizer: Model<FocusState, FocusQuery, FocusPlan> = {
  name: "focus-optimizer",
  version: 4,
  empty: emptyFocus,
  advance: advanceFocus,
  learnInto: learnFocus,

  predict(state, query) {
    const weekday = isoWeekday(query.day);
    const estimate = estimateDay(state, weekday, query.asked.day, query.presetOfHour);
    const settled = settle(state, query);
    const value = describePlan(state, settled, estimate);
    const basis: Basis = {
      sessions: state.sessions,
      days: Math.max(0, query.asked.day - (state.firstDay ?? query.asked.day)),
      method: METHOD,
    };
    const confidence = bestHourProbability(candidateHours(settled, estimate));
    const { minRatings } = FOCUS_PARAMETERS;
    return state.rated >= minRatings
      ? { status: "ready", value, confidence, basis }
      : {
          status: "insufficient_data",
          value,
          confidence,
          basis,
          have: state.rated,
          need: minRatings,
        };
  },

  /** The explained number is the expected rating of the first peak hour; the baseline is the person's level. */
  explain(state, query) {
    const weekday = isoWeekday(query.day);
    const estimate = estimateDay(state, weekday, query.asked.day, query.presetOfHour);
    const [peak] = describePlan(state, settle(state, query), estimate).peakHours;
    const hour = peak?.hour ?? 0;
    const total = peak?.expected ?? estimate.level;
    const parts = [
      { code: "focus.weekday", value: estimate.weekdayEffect },
      { code: "focus.hour", value: at(estimate.hourEffects, hour) },
      { code: "focus.weekday_and_hour", value: at(estimate.cellEffects, hour) },
    ];
    // When a mean is clamped to 0 or 100, its parts are scaled down together so that they still sum to it.
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

/**
 * Fills in the person's usual hours when the query names none. Of hours past midnight, the part that began yesterday is
 * planned while it lasts.
 */
function settle(state: FocusState, query: FocusQuery): SettledQuery {
  if (query.workingHours !== null) return { ...query, workingHours: query.workingHours };
  const usual = usualHours(state, query.asked.day);
  const isNight = query.day === query.asked.day && earliestMinute(query) < usual.endMinute - DAY;
  return {
    ...query,
    workingHours: isNight
      ? { startMinute: usual.startMinute - DAY, endMinute: usual.endMinute - DAY }
      : usual,
  };
}

function describePlan(state: FocusState, query: SettledQuery, estimate: DayEstimate): FocusPlan {
  const candidates = candidateHours(query, estimate);
  const others = estimate.hours.filter((hour) => !candidates.includes(hour));
  const sessions = scheduleSessions(query, estimate, state.listed);
  const hard = query.neverPropose ?? [];
  const ranked = rankHours(candidates, others, {
    neverPropose: hard,
    neverAvoid: [...sessions.map(({ hour }) => hour), ...(query.neverAvoid ?? [])],
  });
  return {
    day: query.day,
    weekday: isoWeekday(query.day),
    ...ranked,
    hours: estimate.hours,
    sessions,
    bestBlock: bestBlock(candidates, [...hard, ...ranked.avoidHours.map(({ hour }) => hour)]),
    gain: gainOf(query, estimate, sessions),
    ratedSessions: state.rated,
  };
}
