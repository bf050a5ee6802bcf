import { COUNTS } from "./parameters.ts";
import type { RecentDays } from "./recent-days.ts";

/** Daily counts over a range of days, adjusted for weekdays. */
export interface CountBaseline {
  /** Sessions on an average day. */
  readonly level: number;
  /** Length of the range in average days. */
  readonly exposure: number;
  /** Variance of daily counts divided by their mean. */
  readonly dispersion: number;
}

/** Lower bound; nobody works more regularly than this. */
const MIN_DISPERSION = 0.5;

/** Level and dispersion over the offsets `from` … `to`; `undefined` when the days are too few or empty. */
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
  // Expanded form of the sum of (count − level · exposure)² / (level · exposure).
  const pearson = over(running.squares) / level - 2 * sessions + level * exposure;
  const dispersion =
    (COUNTS.dispersionDays * COUNTS.dispersion + Math.max(0, pearson)) /
    (COUNTS.dispersionDays + days - 1);
  return { level, exposure, dispersion: Math.max(MIN_DISPERSION, dispersion) };
}
