import { hasClockTimes } from "./clock-times.ts";
import { toTaskReport } from "./comparison.ts";
import type { History, RowProblem } from "./history.ts";
import { readHistory } from "./read-history.ts";
import type { BacktestReport } from "./report.ts";
import { type TaskResults, tryHistory } from "./tasks.ts";

export interface BacktestFile {
  /** A name for the report. */
  readonly file: string;
  /** Its content, in the own CSV format. */
  readonly text: string;
}

export interface BacktestOptions {
  /** IANA zone for starts that carry an offset; without it, every start counts as its clock showed it. */
  readonly timeZone?: string;
  /** Files whose clock times mean nothing: the noon task leaves them out. */
  readonly withoutClockTimes?: readonly string[];
  /** Told after each history. */
  readonly onProgress?: (done: number, of: number) => void;
}

/**
 * How well would the session predictor have done on these histories, and how well simpler methods?
 *
 * Every forecast is made from what was known at its moment, by rolling origin. One file is one person.
 *
 * @throws InputError when a file cannot be read at all; single bad rows are reported and left out
 */
export function runBacktest(
  files: readonly BacktestFile[],
  options: BacktestOptions = {},
): BacktestReport {
  const problems: RowProblem[] = [];
  const histories = files.map(({ file, text }) => {
    const read = readHistory(file, text, options.timeZone);
    problems.push(...read.problems);
    return read.history;
  });
  const results = histories.map((history, index) => {
    const tried = tryHistory(history, clockTimesOf(history, options));
    options.onProgress?.(index + 1, histories.length);
    return { file: history.file, tried };
  });
  const reportOf = (task: keyof TaskResults) =>
    toTaskReport(results.map(({ file, tried }) => ({ file, result: tried[task] })));
  return {
    ...reportOf("week_ahead"),
    tasks: {
      week_ahead_daily: reportOf("week_ahead_daily"),
      early_weeks: reportOf("early_weeks"),
      first_days: reportOf("first_days"),
      newcomers_first_days: reportOf("newcomers_first_days"),
      newcomers_early_weeks: reportOf("newcomers_early_weeks"),
      newcomers_first_months: reportOf("newcomers_first_months"),
      noon: reportOf("noon"),
      week_total: reportOf("week_total"),
    },
    lengths: histories.map(({ file, counts }) => ({ file, days: counts.length })),
    problems,
  };
}

function clockTimesOf(history: History, { withoutClockTimes = [] }: BacktestOptions): boolean {
  return !withoutClockTimes.includes(history.file) && hasClockTimes(history);
}
