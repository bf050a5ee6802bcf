import { DEFAULT_PRESET } from "../../domain/session.ts";
import { at } from "../../stats/at.ts";
import type { EpochDay } from "../../time/calendar.ts";
import { completionByHour } from "./completion-by-hour.ts";
import { FOCUS_PARAMETERS } from "./parameters.ts";
import { presetEffects } from "./preset-effects.ts";
import { fitHours, noiseOf, relativeSd } from "./rating-surface.ts";
import { DAY_PARTS, type FocusState, HOURS, meanOf, partOfDay } from "./state.ts";

/** What to expect of a session that starts within one hour of a weekday. */
export interface HourEstimate {
  readonly hour: number;
  /** Expected rating, 0–100, shrunk. */
  readonly expected: number;
  /** Points of `expected` that are convention; they fade with the hour's own ratings. */
  readonly customary: number;
  /** Standard deviation of the hour's true mean against the other hours', points. */
  readonly sd: number;
  /** Cautious expectation × probability of completing: the same scale with data and without. */
  readonly score: number;
  /** Rated sessions in this hour of this weekday, ever. */
  readonly ratedSessions: number;
  /** Mean of their ratings, recent ones counting more; null when there is none, or none of the last years. */
  readonly meanRating: number | null;
  readonly completionProbability: number;
  /** Share of completed sessions in this hour, any weekday; null without a session. */
  readonly completionRate: number | null;
  /** Points each preset adds to `expected`. */
  readonly presetEffects: readonly number[];
  /** Index of the preset that is recommended, and its id. */
  readonly preset: number;
  readonly presetId: string;
  /** Mean rating of that preset in this part of the day (three hours), any weekday; null without a rating. */
  readonly presetRating: number | null;
  /** Aged sessions, in fresh ones, to expect in this hour of this weekday: the weekday's share of the hour's. */
  readonly use: number;
}

export interface DayEstimate {
  /** Spread of single ratings around what is expected of their hour, points. */
  readonly noise: number;
  /** 24 entries. */
  readonly hours: readonly HourEstimate[];
  /** The person's level, and what makes each hour different, for the explanation. */
  readonly level: number;
  readonly weekdayEffect: number;
  readonly hourEffects: readonly number[];
  readonly cellEffects: readonly number[];
}

/**
 * Estimates all hours of one weekday (1 = Monday) from a state that reaches up to `day`.
 *
 * @param presetOfHour ids of the presets that are recommended at hours 0–23
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
