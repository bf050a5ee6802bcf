import type { DayBaseline } from "./baseline.ts";
import { histogramPmf, mixedPmf, pointPmf } from "./pmf-makers.ts";
import { sameWeekday, weeklyDifferences } from "./same-weekday.ts";

interface PoolSettings {
  /** Exponential ageing of weeks: weight exp(−rate · weeks). */
  readonly ageRate: number;
  /** Share of the history, at its end, whose week-to-week differences are used. */
  readonly differencesFrom: number;
  /** Share of the pool in the mixture. */
  readonly poolShare: number;
}

/** Share of the pool while fewer than three weeks are known. */
const YOUNG_POOL_SHARE = 0.3;

/**
 * A conformal seasonal pool: the weekday's own aged counts, mixed with last week's count plus past week-to-week
 * differences (Manokhin, 2026). It needs no training and is hard to beat.
 */
function poolWith(settings: PoolSettings): DayBaseline {
  return (counts, ahead) => {
    const same = sameWeekday(counts, ahead);
    const last = same[0] ?? 0;
    const window = Math.max(Math.floor(counts.length * settings.differencesFrom), 8);
    const differences = weeklyDifferences(counts, Math.max(0, counts.length - window));
    const spread =
      histogramPmf(differences.map((difference) => [last + difference, 1])) ?? pointPmf(last);
    const pool = histogramPmf(same.map((count, age) => [count, Math.exp(-settings.ageRate * age)]));
    if (pool === undefined || same.length < 2) return spread;
    const young = counts.length < 3 * 7;
    return mixedPmf(
      young ? Math.min(YOUNG_POOL_SHARE, settings.poolShare) : settings.poolShare,
      pool,
      spread,
    );
  };
}

/** With the published settings. */
export const seasonalPool = poolWith({ ageRate: 0.01, differencesFrom: 0.5, poolShare: 0.5 });

/** With a half-life of twelve weeks, all differences, and a larger share of the pool. */
export const seasonalPoolTuned = poolWith({
  ageRate: Math.LN2 / 12,
  differencesFrom: 1,
  poolShare: 0.7,
});
