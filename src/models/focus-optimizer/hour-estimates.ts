import { DEFAULT_PRESET } from "../../domain/session.ts";
import { at } from "../../stats/at.ts";
import type { EpochDay } from "../../time/calendar.ts";
import { completionByHour } from "./completion-by-hour.ts";
import { FOCUS_PARAMETERS } from "./parameters.ts";
import { presetEffects } from "./preset-effects.ts";
import { fitHours, noiseOf, relativeSd } from "./rating-surface.ts";
import { DAY_PARTS, type FocusState, HOURS, meanOf, partOfDay } from "./state.ts";

/** Estimates for a session that starts within one hour of a weekday. */
export interface HourEstimate {
  readonly hour: number;
  /** Expected rating after shrinkage, 0–100. */
  readonly expected: number;
  /** Part of `expected` that is conventional, in points; it fades as the hour collects ratings. */
  readonly customary: number;
  /** Standard deviation of the hour's true mean relative to the other hours, in points. */
  readonly sd: number;
  /** Lower-confidence expectation × probability of completion, on the same scale with and without data. */
  readonly score: number;
  /** Number of rated sessions in this hour of this weekday. */
  readonly ratedSessions: number;
  /** Mean of their ratings, weighted by recency; null without ratings in the last years. */
  readonly meanRating: number | null;
  readonly completionProbability: number;
  /** Share of completed sessions in this hour, over all weekdays; null without a session. */
  readonly completionRate: number | null;
  /** Points that each preset adds to `expected`. */
  readonly presetEffects: readonly number[];
  /** Index of the recommended preset. */
  readonly preset: number;
  /** Id of the recommended preset. */
  readonly presetId: string;
  /** Mean rating of that preset in this three-hour part of the day, over all weekdays; null without a rating. */
  readonly presetRating: number | null;
  /**
   * Expected use of this hour on this weekday, in units of new sessions: the weekday's share of the hour's aged
   * sessions.
   */
  readonly use: number;
}

export interface DayEstimate {
  /** Standard deviation of single ratings around their hour's expectation, in points. */
  readonly noise: number;
  /** 24 entries. */
  readonly hours: readonly HourEstimate[];
  /** The person's level, for the explanation. */
  readonly level: number;
  /** Effect of the weekday relative to the level. */
  readonly weekdayEffect: number;
  /** Effect of each hour relative to the level. */
  readonly hourEffects: readonly number[];
  /** Additional effect of each hour on this weekday. */
  readonly cellEffects: readonly number[];
}

/**
 * Estimates all hours of one weekday (1 = Monday) from a state that contains everything up to `day`.
 *
 * @param presetOfHour ids of the presets recommended at hours 0–23
 */
export function estimateDay(
  state: FocusState,
  weekday: number,
  day: EpochDay,
  presetOfHour: readonly string[],
): DayEstimate {
  const fresh = FOCUS_PARAMETERS.ageing.freshWeight(state.day ?? day, day);
  const noise = noiseOf(state, fresh);
  const surface = fitHours(state, fresh, noise);
  const { fit, offsets } = surface;
  const row = weekday - 1;
  const presets = presetEffects(state, fresh, noise, surface);
  const byPart = Array.from({ length: DAY_PARTS }, (_, part) =>
    presets.map((effects) => at(effects, part)),
  );
  const allUses = state.weekdayUse.reduce((sum, weight) => sum + weight, 0);
  const weekdayShare = allUses === 0 ? 0 : at(state.weekdayUse, row) / allUses;
  const shares = completionByHour(state, fresh);
  const cells = Array.from({ length: HOURS }, (_, hour) => fit.cell(row, hour));
  const hours = cells.map((cell, hour): HourEstimate => {
    const index = row * HOURS + hour;
    const expected = clamp(cell.mean + at(offsets, hour));
    const sd = relativeSd(surface, at(state.cellWeight, index) / fresh, noise, hour);
    const preset = Math.max(
      0,
      state.listed.findIndex(({ id }) => id === presetOfHour[hour]),
    );
    const { probability, rate } = shares[hour] ?? { probability: 1, rate: null };
    return {
      hour,
      expected,
      customary: at(offsets, hour),
      sd,
      score: Math.max(0, expected - FOCUS_PARAMETERS.caution * sd) * probability,
      ratedSessions: at(state.cellRatings, index),
      meanRating: meanOf(state.cellTenths, state.cellWeight, index),
      completionProbability: probability,
      completionRate: rate,
      presetEffects: byPart[partOfDay(hour)] ?? [],
      preset,
      presetId: state.listed[preset]?.id ?? DEFAULT_PRESET,
      presetRating: meanOf(
        state.presetTenths,
        state.presetWeight,
        preset * DAY_PARTS + partOfDay(hour),
      ),
      use: (at(state.hourUse, hour) / fresh) * weekdayShare,
    };
  });
  return {
    noise,
    hours,
    level: fit.level,
    weekdayEffect: fit.rows[row]?.mean ?? 0,
    hourEffects: fit.columns.map(({ mean }, hour) => mean + at(offsets, hour)),
    cellEffects: cells.map(({ interaction }) => interaction),
  };
}

function clamp(value: number): number {
  return Math.max(0, Math.min(100, value));
}
