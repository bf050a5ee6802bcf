import { at } from "../../stats/at.ts";
import { shrunkenMean } from "../../stats/shrunken-mean.ts";
import { spreadOfMeans } from "../../stats/spread-of-means.ts";
import { type EpochDay, isoWeekday } from "../../time/calendar.ts";
import { isAbsent, NO_STATED_DAYS, type StatedDays } from "../../time/stated-days.ts";
import { columnOn, freshWeight, type HistoryState, oldestDay } from "./state.ts";

/** Statistics of one group of sessions: an hour of the day, or a weekday. */
export interface GroupSums {
  /** May be fractional when aged. */
  readonly sessions: number;
  readonly rated: number;
  /** Mean rating, 0–100; ignored when `rated` is 0. */
  readonly mean: number;
}

export interface PatternInput {
  /** 24 entries. */
  readonly hours: readonly GroupSums[];
  /** Seven entries, Monday first. */
  readonly weekdays: readonly GroupSums[];
  /** Number of calendar days analysed. */
  readonly days: number;
  /** Number of these days with a session. */
  readonly activeDays: number;
  readonly sessions: number;
}

export type PatternRecommendation =
  | { readonly code: "plan_hard_work"; readonly parameters: { readonly hour: number } }
  | { readonly code: "narrow_working_hours"; readonly parameters: { readonly hours: number } }
  | { readonly code: "rate_more_sessions"; readonly parameters: { readonly rated: number } }
  | { readonly code: "keep_collecting"; readonly parameters: Record<string, never> };

export interface PatternReport {
  /** Up to three hours, best first, each with at least three ratings. No hour is in both lists. */
  readonly bestHours: readonly number[];
  readonly worstHours: readonly number[];
  /** 1 = Monday … 7 = Sunday; null when no weekday has enough ratings. */
  readonly bestWeekday: number | null;
  readonly averageSessionsPerDay: number;
  /** Share of the days with a session, 0–1. */
  readonly consistency: number;
  readonly recommendations: readonly PatternRecommendation[];
}

export const PATTERN_PARAMETERS = Object.freeze({
  /** Fewest (aged) ratings for an hour or a weekday to be ranked: three, the oldest of which may be a month old. */
  minRatings: 2.5,
  listed: 3,
  /** Days analysed when the caller supplies no figures: four whole weeks. */
  windowDays: 28,
  /** A working window is called wide when more than this many hours have sessions. */
  wideHours: 12,
  /** Below this share of rated sessions, the ranking describes a selection of sessions only. */
  fewRated: 1 / 3,
  /** Standard deviation of single ratings around their group's mean, in points. */
  noise: 15,
  /** Standard deviation of the true means of hours and weekdays, used while it cannot be estimated. */
  groupSpread: 6,
});

/** Ranks hours and weekdays by shrunken means, so that three lucky ratings do not beat thirty good ones. */
export function analyzePatterns(input: PatternInput): PatternReport {
  const { listed } = PATTERN_PARAMETERS;
  const hours = ranked(input.hours);
  // The lists share no hour: the worst hours are chosen from those that are not among the best.
  const best = hours.slice(0, Math.min(listed, Math.ceil(hours.length / 2)));
  const worst = hours.slice(best.length).reverse().slice(0, listed);
  const weekday = ranked(input.weekdays)[0];
  return {
    bestHours: best,
    worstHours: worst,
    bestWeekday: weekday === undefined ? null : weekday + 1,
    averageSessionsPerDay: input.days === 0 ? 0 : input.sessions / input.days,
    consistency: input.days === 0 ? 0 : input.activeDays / input.days,
    recommendations: recommend(input, best[0]),
  };
}

/** Indices of the groups with enough ratings, best shrunken mean first. */
function ranked(groups: readonly GroupSums[]): number[] {
  const { minRatings, noise, groupSpread } = PATTERN_PARAMETERS;
  const counts = groups.map(({ rated }) => rated);
  const means = groups.map(({ mean }) => mean);
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return [];
  const level = groups.reduce((sum, { rated, mean }) => sum + rated * mean, 0) / total;
  const spread = Math.sqrt(spreadOfMeans(counts, means, noise ** 2) ?? groupSpread ** 2);
  const prior = { mean: level, sd: Math.max(1, spread) };
  return groups
    .map((group, index) => ({
      index,
      rated: group.rated,
      mean: shrunkenMean(group.rated, group.mean, noise ** 2, prior).mean,
    }))
    .filter(({ rated }) => rated >= minRatings)
    .sort((a, b) => b.mean - a.mean || a.index - b.index)
    .map(({ index }) => index);
}

function recommend(input: PatternInput, bestHour: number | undefined): PatternRecommendation[] {
  const found: PatternRecommendation[] = [];
  const rated = input.hours.reduce((sum, hour) => sum + hour.rated, 0);
  const sessions = input.hours.reduce((sum, hour) => sum + hour.sessions, 0);
  const used = input.hours.filter((hour) => hour.sessions >= 1).length;
  if (bestHour !== undefined) {
    found.push({ code: "plan_hard_work", parameters: { hour: bestHour } });
  }
  if (used > PATTERN_PARAMETERS.wideHours) {
    found.push({ code: "narrow_working_hours", parameters: { hours: used } });
  }
  if (sessions > 0 && rated / sessions < PATTERN_PARAMETERS.fewRated) {
    found.push({ code: "rate_more_sessions", parameters: { rated: Math.round(rated) } });
  }
  if (found.length === 0) found.push({ code: "keep_collecting", parameters: {} });
  return found;
}

/**
 * Builds the input of `analyzePatterns` from the learned state: aged hours, and the days of the last four weeks without
 * stated absences.
 */
export function patternInputOf(
  state: HistoryState,
  today: EpochDay,
  stated: StatedDays = NO_STATED_DAYS,
): PatternInput {
  const unit = freshWeight(state, today);
  const hours = Array.from({ length: 24 }, (_, hour): GroupSums => {
    const rated = at(state.hourRatedWeights, hour);
    return {
      sessions: at(state.hourWeights, hour) / unit,
      rated: rated / unit,
      mean: rated === 0 ? 0 : at(state.hourRatedTenths, hour) / rated / 10,
    };
  });
  const from = Math.max(oldestDay(state), today - PATTERN_PARAMETERS.windowDays);
  let sessions = 0;
  let activeDays = 0;
  let days = 0;
  for (let day = from; state.firstDay !== null && day < today; day += 1) {
    if (isAbsent(stated, day)) continue;
    days += 1;
    const count = columnOn(state, state.counts, day);
    sessions += count;
    if (count > 0) activeDays += 1;
  }
  return { hours, weekdays: weekdaySums(state, today), days, activeDays, sessions };
}

function weekdaySums(state: HistoryState, today: EpochDay): GroupSums[] {
  const sums = Array.from({ length: 7 }, () => ({ sessions: 0, rated: 0, ratingSum: 0 }));
  for (let day = oldestDay(state); day <= today; day += 1) {
    const sum = sums[isoWeekday(day) - 1];
    if (sum === undefined) continue;
    sum.sessions += columnOn(state, state.counts, day);
    sum.rated += columnOn(state, state.ratedCounts, day);
    sum.ratingSum += columnOn(state, state.ratingSums, day);
  }
  return sums.map(({ sessions, rated, ratingSum }) => ({
    sessions,
    rated,
    mean: rated === 0 ? 0 : ratingSum / rated,
  }));
}
