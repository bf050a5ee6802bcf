import { COUNTS } from "./parameters.ts";
import type { RecentDays } from "./recent-days.ts";

/** Daily counts of a stretch of days, their weekdays taken into account. */
export interface CountBaseline {
  /** Sessions on an average day. */
  readonly level: number;
  /** Average days that the stretch is worth. */
  readonly exposure: number;
  /** Variance of daily counts over their mean. */
  readonly dispersion: number;
}

/** No person is as regular as this. */
const LEAST_DISPERSION = 0.5;

/** Level and scatter over the offsets `from` … `to`; `undefined` when they are too few or empty. */
export function countBaseline(
  { running }: RecentDays,
  from: number,
  to: number,
): CountBaseline | undefined {
  const start = Math.max(0, from);
  const over = (sums: Float64Array) => (sums[to + 1] ?? 0) - (sums[start] ?? 0);
  const days = over(running.days);
  const exposure = over(running.exposure);
  const sessions = over(running.sessions);
  if (days < COUNTS.minDays || sessions === 0 || exposure <= 0) return undefined;
  const level = sessions / exposure;
  // The sum of (count − level · exposure)² / (level · exposure), multiplied out.
  const pearson = over(running.squares) / level - 2 * sessions + level * exposure;
  const dispersion =
    (COUNTS.dispersionDays * COUNTS.dispersion + Math.max(0, pearson)) /
    (COUNTS.dispersionDays + days - 1);
  return { level, exposure, dispersion: Math.max(LEAST_DISPERSION, dispersion) };
}
