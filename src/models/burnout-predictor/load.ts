import { at } from "../../stats/at.ts";
import { type BlockChange, blockChange } from "../../stats/block-change.ts";
import { shrunkenMean } from "../../stats/shrunken-mean.ts";
import { type Change, counts, means, type Reference, stronger } from "./change.ts";
import { HABIT_SUM } from "./habit.ts";
import { HABIT, INFLATION, NEEDED, RECENT_DAYS, SCALES } from "./parameters.ts";
import { BLOCKS, COLUMN } from "./windows.ts";

/** Measures by how many minutes per calendar day the week exceeds the usual load. Abandoned sessions count as work. */
export function measureLoad({ windows, habit }: Reference, end: number): Change | undefined {
  let minutes = 0;
  let sessions = 0;
  let days = 0;
  for (let block = 0; block < BLOCKS; block += 1) {
    const exposed = block === 0 ? RECENT_DAYS : windows.block(COLUMN.exposure, end, block);
    // A week that is mostly absence says little about a usual week, and its weekdays are unbalanced.
    const counted = exposed >= RECENT_DAYS / 2 ? exposed : 0;
    const column = block === 0 ? COLUMN.minutes : COLUMN.usualMinutes;
    const worked = windows.block(column, end, block);
    counts[block] = counted / RECENT_DAYS;
    means[block] = counted > 0 ? worked / counted : 0;
    if (block === 0 || counted === 0) continue;
    minutes += worked;
    sessions += windows.block(COLUMN.sessions, end, block);
    days += counted;
  }
  if (days < NEEDED.baselineLoadDays || minutes <= 0) return undefined;
  // The number of independent sessions in a week has a standard deviation equal to its square root.
  const unitVariance = ((minutes / days) ** 2 * days) / (sessions * RECENT_DAYS);
  const weeks = blockChange(counts, means, unitVariance, INFLATION.load);
  if (weeks === undefined) return undefined;
  const usual = excessOf(weeks, "weeks", 0);
  const habitDays = at(habit, HABIT_SUM.exposure);
  const habitMinutes = at(habit, HABIT_SUM.minuteTenths) / 10 / habitDays;
  if (habitDays < HABIT.minDays || habitMinutes <= 0) return usual;
  const sessionsAWeek = (at(habit, HABIT_SUM.sessions) / habitDays) * RECENT_DAYS;
  const long = blockChange(counts, means, habitMinutes ** 2 / sessionsAWeek, INFLATION.load, {
    weight: habitDays / RECENT_DAYS,
    mean: habitMinutes,
  });
  return stronger(usual, long && excessOf(long, "habit", HABIT.discrepancy.load));
}

function excessOf(change: BlockChange, against: Change["against"], discrepancy: number): Change {
  const ratio = change.recent / change.baseline;
  const variance = (change.standardError / change.baseline) ** 2 + discrepancy ** 2;
  return {
    value: ratio,
    recent: change.recent,
    baseline: change.baseline,
    against,
    estimate: shrunkenMean(1, ratio - 1, variance, { mean: 0, sd: SCALES.overwork.usualChange }),
  };
}
