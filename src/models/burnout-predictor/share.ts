import { at } from "../../stats/at.ts";
import { blockChange } from "../../stats/block-change.ts";
import { shrunkenMean } from "../../stats/shrunken-mean.ts";
import { type Change, counts, means, type Reference, stronger } from "./change.ts";
import { HABIT_SUM, type HabitSum } from "./habit.ts";
import { HABIT, INFLATION, NEEDED, SCALES, SHARE_PRIOR } from "./parameters.ts";
import { BLOCKS, COLUMN, type Column } from "./windows.ts";

/** The sessions that a share is computed from. */
interface ShareQuestion {
  readonly column: Column;
  readonly habitSum: HabitSum;
  readonly prior: number;
  readonly usualChange: number;
  /** Whether the share depends on the weekdays present. If so, weeks with a stated absence are left out. */
  readonly needsWholeWeeks: boolean;
}

export const NIGHT_SHARE: ShareQuestion = {
  column: COLUMN.night,
  habitSum: HABIT_SUM.night,
  prior: SHARE_PRIOR.night,
  usualChange: SCALES.night_sessions.usualChange,
  needsWholeWeeks: false,
};

export const WEEKEND_SHARE: ShareQuestion = {
  column: COLUMN.weekend,
  habitSum: HABIT_SUM.weekend,
  prior: SHARE_PRIOR.weekend,
  usualChange: SCALES.weekend_work.usualChange,
  needsWholeWeeks: true,
};

/** Measures by how much the share of sessions at night, or at the weekend, exceeds the usual share. */
export function measureShare(
  { windows, habit }: Reference,
  end: number,
  { column, habitSum, prior, usualChange, needsWholeWeeks }: ShareQuestion,
): Change | undefined {
  const isLeftOut = (block: number) =>
    needsWholeWeeks && windows.block(COLUMN.away, end, block) > 0;
  if (isLeftOut(0)) return undefined;
  let total = SHARE_PRIOR.sessions;
  let hits = SHARE_PRIOR.sessions * prior;
  const recent = windows.block(COLUMN.sessions, end, 0);
  const recentHits = windows.block(column, end, 0);
  if (recent < NEEDED.recentSessions) return undefined;
  counts[0] = recent;
  means[0] = recentHits / recent;
  for (let block = 1; block < BLOCKS; block += 1) {
    const isCounted = !isLeftOut(block);
    const sessions = isCounted ? windows.block(COLUMN.sessions, end, block) : 0;
    const inColumn = isCounted ? windows.block(column, end, block) : 0;
    counts[block] = sessions;
    means[block] = sessions > 0 ? inColumn / sessions : 0;
    total += sessions;
    hits += inColumn;
  }
  if (total - SHARE_PRIOR.sessions < NEEDED.baselineSessions) return undefined;
  const pooled = (hits + recentHits) / (total + recent);
  const unitVariance = pooled * (1 - pooled);
  const excess = (against: Change["against"], weight: number, mean: number, drift: number) => {
    const change = blockChange(counts, means, unitVariance, INFLATION.shares, { weight, mean });
    if (change === undefined) return undefined;
    const variance = change.standardError ** 2 + drift ** 2;
    return {
      value: 100 * change.recent,
      recent: change.recent,
      baseline: mean,
      against,
      estimate: shrunkenMean(1, change.recent - mean, variance, { mean: 0, sd: usualChange }),
    };
  };
  const weeks = excess("weeks", total, hits / total, 0);
  const sessions = at(habit, HABIT_SUM.sessions);
  if (sessions < HABIT.minValues) return weeks;
  const share = at(habit, habitSum) / sessions;
  return stronger(weeks, excess("habit", sessions, share, HABIT.discrepancy.share));
}
