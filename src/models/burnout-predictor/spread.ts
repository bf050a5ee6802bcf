import { shrunkenMean } from "../../stats/shrunken-mean.ts";
import type { Change } from "./change.ts";
import { NEEDED, SCALES, SMALLEST_SPREAD, SPREAD_INFLATION } from "./parameters.ts";
import { BLOCKS, COLUMN, type Windows } from "./windows.ts";

/** Measures how much more the week's ratings vary than those within the weeks before. */
export function measureSpread(windows: Windows, end: number): Change | undefined {
  let baselineCount = 0;
  let baselineScatter = 0;
  let degrees = 0;
  for (let block = 1; block < BLOCKS; block += 1) {
    const count = windows.block(COLUMN.ratings, end, block);
    if (count === 0) continue;
    baselineCount += count;
    degrees += count - 1;
    baselineScatter += scatterOf(windows, end, block, count);
  }
  const count = windows.block(COLUMN.ratings, end, 0);
  if (count < NEEDED.spreadRatings || baselineCount < NEEDED.spreadBaselineRatings)
    return undefined;
  if (degrees < 2) return undefined;
  const recent = Math.sqrt(scatterOf(windows, end, 0, count) / (count - 1));
  const baseline = Math.sqrt(baselineScatter / degrees);
  const ratio = Math.max(SMALLEST_SPREAD, recent) / Math.max(SMALLEST_SPREAD, baseline);
  const variance = SPREAD_INFLATION * (1 / (2 * (count - 1)) + 1 / (2 * degrees));
  return {
    value: recent,
    recent,
    baseline,
    against: "weeks",
    estimate: shrunkenMean(1, Math.log(ratio), variance, {
      mean: 0,
      sd: SCALES.variability.usualChange,
    }),
  };
}

function scatterOf(windows: Windows, end: number, block: number, count: number): number {
  const sum = windows.block(COLUMN.ratingSum, end, block);
  return Math.max(0, windows.block(COLUMN.ratingSquares, end, block) - (sum * sum) / count);
}
